/** @import {Hub, Scene} from "./types" */
/** @import {Overlay} from "./overlay.js" */

/**
 * What is named on the map, scene by scene.
 *
 * @param {Hub} hub
 */
export function createNames({ payload, model, tr, hall }) {
  const { geometry } = payload;
  /** @typedef {Overlay["names"][number]} Name */

  /** Names of waters and neighbours carry the other script below. @param {import("./types").Bi} name */
  const both = (name) => {
    if (hall.languages.length < 2) return tr.bi(name);
    return tr.lang() === "zh" ? `${name.zh}\n${name.en}` : `${name.en}\n${name.zh}`;
  };
  /** @returns {Name[]} */
  const waters = () => geometry.waterNames.filter((one) => one.size === "large").map((one) => ({ name: both(one.name), point: one.point, kind: "water" }));
  /** @returns {Name[]} */
  const neighbours = () => geometry.neighbourNames.map((one) => ({ name: both(one.name), point: one.point, kind: "quiet" }));
  /** @param {(one: import("./types").Payload["districts"][number]) => boolean} which @param {"district" | "quiet"} kind @returns {Name[]} */
  const districts = (which, kind) =>
    payload.districts.filter(which).map((one) => ({ name: tr.lang() === "zh" && !one.centre ? one.name.zh : tr.bi(one.short), point: one.label, kind }));

  return {
    overview: () => [...districts((one) => !one.centre, "district"), ...waters(), ...neighbours()],
    centre: () => districts((one) => one.centre, "district"),
    /** @param {string} code */
    district: (code) => [
      ...model.townsOf(code).map((one) => /** @type {Name} */ ({ name: tr.bi(one.name), point: one.label, kind: "town" })),
      ...districts((one) => one.code !== code, "quiet"), ...waters(),
    ],
    /** @param {Scene} scene @returns {Name[]} */
    theme(scene) {
      if (scene.view.region === "shanghai") return [...districts((one) => !one.centre, "quiet"), ...waters(), ...neighbours()];
      const named = scene.members.map((one) => one.code);
      const hub = scene.hub ? [{ name: tr.bi(scene.hub.name), point: scene.hub.point, kind: /** @type {const} */ ("place") }] : [];
      return [
        ...scene.members.map((one) => /** @type {Name} */ ({ name: tr.bi(one.name), point: one.point, kind: "place" })),
        ...hub, ...waters(),
        ...(named.length ? [] : geometry.delta.cityNames.map((one) => /** @type {Name} */ ({ name: both(one.name), point: one.point, kind: "quiet" }))),
      ];
    },
    /** Names of records as far as they go before a bracket. @param {string[]} ids @returns {Name[]} */
    records: (ids) => ids.flatMap((id) => {
      const record = model.record(id);
      return record?.point ? [{ name: tr.bi(record.name).split(/ ?[(（]/)[0], point: record.point, kind: "town" }] : [];
    }),
  };
}
