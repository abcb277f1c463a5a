/** The parameters of the address that belong to the page: kept in step, all others left alone. */
/** @import {AddressData, Component} from "./types" */

/** @param {Component<AddressData>} component */
export default function (component) {
  const { own, query } = component.data;
  const here = new URL(location.href);
  for (const name of own) here.searchParams.delete(name);
  for (const [name, value] of Object.entries(query)) here.searchParams.set(name, value);
  const address = here.href.replaceAll("%2C", ",").replaceAll("%3A", ":");
  if (address !== location.href) history.replaceState(history.state, "", address);
}
