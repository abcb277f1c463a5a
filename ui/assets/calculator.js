/**
 * Figures that the map asks for and Python calculates. A part of the page of
 * its own, without anything to see: an answer redraws nothing else. It speaks
 * with the map's frame through two events of the window.
 */

/** One listener per element that Streamlit gives us. */
const parts = new WeakMap();

export default function (component) {
  const { parentElement, data } = component;
  let part = parts.get(parentElement);
  if (!part) {
    part = { component, given: null };
    part.ask = ({ detail }) => {
      part.given = null;
      part.component.setStateValue("wanted", detail);
    };
    window.addEventListener("dqm-wanted", part.ask);
    parts.set(parentElement, part);
  }
  part.component = component;
  const { figure } = data;
  if (figure && figure.key !== part.given) {
    part.given = figure.key;
    window.dispatchEvent(new CustomEvent("dqm-figure", { detail: figure }));
  }
  return () => {
    window.removeEventListener("dqm-wanted", part.ask);
    parts.delete(parentElement);
  };
}
