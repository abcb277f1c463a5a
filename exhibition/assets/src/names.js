/** @import {Hub, Scene} from "./types" */
/** @import {Overlay} from "./overlay.js" */

/**
 * Other places for names whose own place is often under words, by Chinese name: Suzhou is two cities.
 * @type {Record<string, number[][]>}
 */
const ALSO = {
  东海: [
    [122.17, 31.12],
    [122.1, 31.5],
    [122.05, 30.75],
  ],
  杭州湾: [
    [121.5, 30.715],
    [121.62, 30.47],
    [121.9, 30.78],
  ],
  上海: [
    [122.45, 31.15],
    [122.5, 31.6],
  ],
  苏州: [
    [121, 31.45],
    [120.85, 31.3],
  ],
  嘉兴: [
    [120.93, 30.74],
    [121.05, 30.72],
  ],
  南通: [
    [121.66, 31.8],
    [121.4, 31.95],
  ],
};

/**
 * What is named on the map, scene by scene.
 *
 * @param {Hub} hub
 */
export function createNames({ payload, model, tr, hall }) {
  const { geometry } = payload;
  /** @typedef {Overlay["names"][number]} Name */
  const boxes = new Map(
    geometry.towns.features.map((one) => [
      String(one.properties?.code),
      boxOf(/** @type {GeoJSON.Polygon | GeoJSON.MultiPolygon} */ (one.geometry)),
    ]),
  );

  /** Names of waters and neighbours carry the other script below. @param {import("./types").Bi} name */
  const both = (name) => {
    if (hall.languages.length < 2) return tr.bi(name);
    return tr.lang() === "zh" ? `${name.zh}\n${name.en}` : `${name.en}\n${name.zh}`;
  };
  /** @returns {Name[]} */
  const waters = () =>
    geometry.waterNames
      .filter((one) => one.size === "large")
      .map((one) => ({ name: both(one.name), point: one.point, also: ALSO[one.name.zh], kind: "water" }));
  /** @returns {Name[]} */
  const neighbours = () =>
    geometry.neighbourNames.map((one) => ({
      name: both(one.name),
      point: one.point,
      also: ALSO[one.name.zh],
      kind: "quiet",
    }));
  /** @returns {Name[]} */
  const cities = () =>
    geometry.delta.cityNames.map((one) => ({
      name: both(one.name),
      point: one.point,
      also: ALSO[one.name.zh],
      kind: "quiet",
    }));
  /**
   * @param {(one: import("./types").Payload["districts"][number]) => boolean} which
   * @param {"district" | "quiet"} kind
   * @returns {Name[]}
   */
  const districts = (which, kind) =>
    payload.districts.filter(which).map((one) => ({
      name: tr.lang() === "zh" && !one.centre ? one.name.zh : tr.bi(one.short),
      point: one.label,
      also: kind === "district" ? around(one.label, one.bbox) : [],
      kind,
    }));

  return {
    overview: () => [...districts((one) => !one.centre, "district"), ...waters(), ...neighbours()],
    delta: () => [...waters(), ...cities()],
    centre: () => districts((one) => one.centre, "district"),
    /** Of the centre, what has room at its own place: further off it would name another district. */
    centreFar: () =>
      districts((one) => one.centre, "district").map((one) => ({ ...one, also: [], reach: NEAR, spare: true })),
    /** @param {string} code */
    district: (code) => [
      ...model
        .townsOf(code)
        .map(
          (one) =>
            /** @type {Name} */ ({ name: tr.bi(one.name), point: one.label, kind: "town", box: boxes.get(one.code) }),
        ),
      ...districts((one) => one.code !== code, "quiet"),
      ...waters(),
    ],
    /** @param {Scene} scene @returns {Name[]} */
    theme(scene) {
      if (scene.view.region === "shanghai")
        return [...districts((one) => !one.centre, "quiet"), ...waters(), ...neighbours()];
      const hub = scene.hub
        ? [{ name: tr.bi(scene.hub.name), point: scene.hub.point, kind: /** @type {const} */ ("place") }]
        : [];
      return [
        ...scene.members.map((one) => /** @type {Name} */ ({ name: tr.bi(one.name), point: one.point, kind: "place" })),
        ...hub,
        ...waters(),
        ...(scene.members.length ? [] : cities()),
      ];
    },
    /**
     * The areas of a scene, and what lies in them as far as its name goes before a bracket.
     * @param {Scene} scene
     * @returns {Name[]}
     */
    zone: ({ areas, lensRecords }) => [
      ...(areas?.features ?? []).map(
        (one) =>
          /** @type {Name} */ ({ name: tr.bi(one.properties?.name), point: one.properties?.point, kind: "district" }),
      ),
      ...lensRecords.flatMap((id) => {
        const record = model.record(id);
        return record?.point
          ? [
              /** @type {Name} */ ({
                name: tr.bi(record.name).split(/ ?[(（]/)[0],
                point: record.point,
                kind: "town",
                reach: 60,
              }),
            ]
          : [];
      }),
    ],
  };
}

/** px of the design. */
const NEAR = 10;
const GRID = 12;
const EDGE = 0.12;

/** Places in the box of a district, those near its label first. @param {number[]} point @param {number[]} box */
function around([lon, lat], [west, south, east, north]) {
  const steps = Array.from({ length: GRID + 1 }, (_, i) => EDGE + (i / GRID) * (1 - 2 * EDGE));
  const places = steps.flatMap((x) => steps.map((y) => [west + x * (east - west), south + y * (north - south)]));
  const far = (/** @type {number[]} */ [x, y]) => Math.hypot(x - lon, y - lat);
  return places.filter((one) => far(one) < 0.11).sort((a, b) => far(a) - far(b));
}

/** @param {GeoJSON.Polygon | GeoJSON.MultiPolygon} shape @returns {number[]} */
function boxOf({ coordinates }) {
  const flat = /** @type {number[]} */ (/** @type {unknown} */ (coordinates.flat(/** @type {1} */ (9))));
  const lons = flat.filter((_, i) => i % 2 === 0);
  const lats = flat.filter((_, i) => i % 2 === 1);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}
