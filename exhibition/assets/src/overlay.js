/** @import {SiteRecord} from "../../../layers/assets/src/types" */
/** @import {Callout, Hub, Layout} from "./types" */
/** @import {Stage} from "./stage.js" */
/** @import {Rect} from "../../../layers/assets/src/place.js" */
import { clear, h, svg } from "../../../layers/assets/src/dom.js";
import { merge, overlap, place, spread } from "../../../layers/assets/src/place.js";
import { fillOf } from "../../../layers/assets/src/symbols.js";
import { textWidth } from "../../../layers/assets/src/textsize.js";
import { badgeOf, ROUGH_M, symbolGroup } from "./symbols.js";

/**
 * @typedef {object} Overlay What stands on the map.
 * @property {SiteRecord[]} records
 * @property {number} radius Of a symbol, px of the design.
 * @property {boolean} [pool] A pool of light under each.
 * @property {number} [near] Symbols of a kind nearer than this are one, px of the design; without it those at one
 *   place.
 * @property {boolean} [wide] Records of whole districts and cities too.
 * @property {boolean} [ring] Dotted rings around what is only roughly known.
 * @property {{name: string, point: number[], kind: "district" | "town" | "quiet" | "water" | "place", reach?: number,
 *   also?: number[][], box?: number[], spare?: boolean}[]} names
 * `also`: other places where it may stand; `box`: what it must fit into, west, south, east, north; `spare`: left out
 *   where there is no room.
 * @property {string[]} [here] Ids of the records that are being looked at.
 * @property {Callout[]} [callouts]
 * @property {{from: number[], to: number[][]} | null} [spokes]
 * @property {{left: number, top: number, width: number, height: number}[]} [blocks] What covers the map.
 */

const NAME_PX = { district: 24, town: 20, quiet: 22, water: 22, place: 24 };
/** The same as in map_names.css, em. */
const SPACING = { district: 0.06, town: 0.02, quiet: 0.18, water: 0.3, place: 0.06 };
/** How far a name may stand from its place, px of the design. */
const REACH = { district: 46, town: 26, quiet: 14, water: 46, place: 46 };
/** Of the ring around what is looked at, in radii of the symbol. */
const HERE = 2.3;
/** From a place to the name beside it, px of the design. */
const OUT = 130;
const LAYERS = ["demonstration", "pilots", "parks", "centres"];

/**
 * Draws symbols and names over a map, none over another.
 *
 * @param {Stage} stage @param {Hub} hub @param {Layout} layout @param {Overlay} what
 * @returns The symbols where they stand now.
 */
export function drawOverlay(stage, hub, layout, what) {
  const { unit } = layout;
  const root = svg("svg", { width: 1, height: 1, class: "hl-over", "aria-hidden": "true" });
  const symbols = arrange(stage, what, unit);
  if (what.spokes) root.append(spokes(stage, what.spokes));
  if (what.pool) {
    root.append(
      svg("g", { class: "hl-pools" }, ...symbols.map(({ x, y }) => svg("circle", { cx: x, cy: y, r: 28 * unit }))),
    );
  }
  const named = new Set((what.callouts ?? []).map((one) => one.record));
  for (const id of LAYERS) {
    const layer = hub.model.layer(id);
    const own = symbols.filter((one) => one.members[0].record.layer === id);
    if (!layer || !own.length) continue;
    root.append(
      svg(
        "g",
        { class: "hl-layer", style: `--i: ${LAYERS.indexOf(id)}` },
        ...own.map(({ x, y, members }) => {
          const { record } = members[0];
          const large = named.has(record.id) ? 1.5 : 1;
          const at = svg("g", {
            transform: `translate(${x} ${y})`,
            "data-records": members.map((one) => one.record.id).join(" "),
          });
          if (members.some((one) => what.here?.includes(one.record.id)))
            at.append(svg("circle", { r: what.radius * unit * HERE, class: "hl-here" }));
          if (large > 1)
            at.append(
              svg("circle", { r: 110 * unit, class: "hl-spot" }),
              svg("circle", { r: 34 * unit, class: "hl-spot__ring" }),
            );
          at.append(
            symbolGroup(layer, what.radius * unit * large, {
              status: record.status,
              ring: Boolean(what.ring) && (record.precision_m ?? 0) >= ROUGH_M,
              count: counted(what, members),
              text: layout.floor,
            }),
          );
          return at;
        }),
      ),
    );
  }
  const side = what.radius * unit * 2;
  const badge = badgeOf(what.radius * unit, layout.floor);
  const taken = symbols.flatMap(({ x, y, members }) => [
    { x, y, width: side, height: side },
    ...(counted(what, members) > 1
      ? [{ x: x + badge.x, y: y + badge.y, width: 2 * badge.r, height: 2 * badge.r }]
      : []),
  ]);
  const frame = stage.map.getContainer().getBoundingClientRect();
  for (const { left, top, width, height } of what.blocks ?? []) {
    const { x, y } = stage.map.containerPointToLayerPoint([
      left - frame.left + width / 2,
      top - frame.top + height / 2,
    ]);
    taken.push({ x, y, width: width + 24 * unit, height: height + 16 * unit });
  }
  const { x: across, y: down } = stage.map.getSize();
  const middle = stage.map.containerPointToLayerPoint([across / 2, down / 2]);
  for (const [x, y] of [
    [-1, 0],
    [1, 0],
    [0, -1],
    [0, 1],
  ]) {
    taken.push({ x: middle.x + x * across, y: middle.y + y * down, width: across, height: down });
  }
  const tags = callouts(stage, hub, layout, what, taken);
  const names = settle(items(stage, layout, what, taken), taken).map(({ item, x, y }) => write(item, x, y));
  clear(stage.over);
  stage.over.append(root, ...names, ...tags);
  return symbols;
}

/** The number at a symbol. @param {Overlay} what @param {unknown[]} members */
const counted = ({ pool }, members) => (pool ? 1 : members.length);

/** Records with a place of their own: merged where they share it or are near, moved apart where they touch.
 * @param {Stage} stage @param {Overlay} what @param {number} unit */
function arrange(stage, { records, radius, near, wide, callouts: tags }, unit) {
  const named = new Set((tags ?? []).map((one) => one.record));
  const points = records.flatMap((record) => {
    if (!record.point || (record.districtWide && !wide && !named.has(record.id))) return [];
    return [
      {
        ...stage.at(record.point),
        record,
        group: `${record.layer} ${fillOf(record.status)}`,
        alone: named.has(record.id),
      },
    ];
  });
  const symbols = merge(points, near ? near * unit : 2);
  spread(symbols, radius * unit * 2.5, radius * unit * 5);
  return symbols;
}

/** Labels with their sizes, each at the first of its places that is free.
 * @param {Stage} stage @param {Layout} layout @param {Overlay} what @param {Rect[]} taken */
function items(stage, { unit, floor }, { names }, taken) {
  const { x: across, y: down } = stage.map.getSize();
  return names.flatMap((one) => {
    const px = Math.max(NAME_PX[one.kind] * unit, floor);
    const lines = one.name.split("\n");
    const widths = lines.map((line) =>
      textWidth(line, px, { bold: one.kind === "district", serif: one.kind === "water", spacing: SPACING[one.kind] }),
    );
    const width = Math.max(...widths) + 6 * unit;
    const height = px * 1.25 * lines.length;
    if (one.box && !fits(stage, one.box, width, height)) return [];
    const inside = [one.point, ...(one.also ?? [])].filter((point) => {
      const { x, y } = stage.spot(point);
      return x > width / 2 && y > height / 2 && x < across - width / 2 && y < down - height / 2;
    });
    const point =
      inside.find((place) => !taken.some((rect) => overlap(rect, { ...stage.at(place), width, height }))) ?? inside[0];
    const reach = (one.reach ?? REACH[one.kind]) * unit;
    return point ? [{ ...stage.at(point), width, height, reach, lines, kind: one.kind, spare: one.spare }] : [];
  });
}

/** Places for the labels; a district is always named, over a symbol rather than over another name.
 * @template {{x: number, y: number, width: number, height: number, reach: number, kind: string, spare?: boolean}} T
 * @param {T[]} list @param {Rect[]} taken */
function settle(list, taken) {
  const placed = place(list, taken);
  const done = new Set(placed.map(({ item }) => item));
  const left = list
    .filter((one) => one.kind === "district" && !one.spare && !done.has(one))
    .map((item) => ({ ...item, reach: REACH.district, chosen: true }));
  return [
    ...placed,
    ...place(
      left,
      placed.map(({ item: { width, height }, x, y }) => ({ x, y, width, height })),
    ),
  ];
}

/**
 * Whether a label has room in a town.
 * @param {Stage} stage
 * @param {number[]} box
 * @param {number} width
 * @param {number} height
 */
function fits(stage, [west, south, east, north], width, height) {
  const a = stage.spot([west, north]);
  const b = stage.spot([east, south]);
  return b.x - a.x > width * 0.9 && b.y - a.y > height * 1.5;
}

/** @param {{lines: string[], kind: string}} item @param {number} x @param {number} y */
function write({ lines, kind }, x, y) {
  return h(
    "div",
    { class: `hl-name hl-name--${kind}`, style: { left: `${x}px`, top: `${y}px` } },
    lines.map((line, i) =>
      h(i ? "small" : "span", /[\u3400-\u9fff]/.test(line) ? { attrs: { lang: "zh" } } : {}, line),
    ),
  );
}

/** Names with a line to what they name, beside it where it is free; too long a name goes on below.
 * @param {Stage} stage @param {Hub} hub @param {Layout} layout @param {Overlay} what @param {Rect[]} taken */
function callouts(
  stage,
  { tr, model },
  { unit, floor, map: [, , across, down] },
  { callouts: list, blocks = [] },
  taken,
) {
  const strips = blocks.filter((one) => one.height === down);
  const first = Math.max(24 * unit, ...strips.filter((one) => one.left === 0).map((one) => one.width));
  const last = Math.min(across - 24 * unit, ...strips.filter((one) => one.left > 0).map((one) => one.left));
  return (list ?? []).flatMap((one) => {
    const point = model.record(one.record)?.point;
    if (!point) return [];
    const { x, y } = stage.at(point);
    const spot = stage.spot(point);
    const name = tr.bi(one.name);
    const wide =
      Math.max(
        textWidth(name, 34 * unit, { bold: true, serif: true, spacing: 0.03 }),
        textWidth(tr.bi(one.note), Math.max(22 * unit, floor)),
      ) +
      2 * unit;
    const sides = [last - spot.x - OUT * unit, spot.x - OUT * unit - first].map((room, i) => ({
      sign: i ? -1 : 1,
      width: Math.min(wide, room),
      height: (room < wide ? 124 : 80) * unit,
    }));
    if (sides[0].width < Math.min(wide, sides[1].width)) sides.reverse();
    const places = sides.flatMap((side) =>
      (spot.y > down * 0.6 ? [30, -30, -70] : [-30, 30, 70]).map((px) => ({ ...side, high: px * unit })),
    );
    const free = places.find(({ sign, width, height, high }) => {
      const [left, top] = [spot.x + sign * (OUT * unit + width / 2) - width / 2, spot.y + high - height / 2];
      return !blocks.some(
        (rect) =>
          left < rect.left + rect.width &&
          rect.left < left + width &&
          top < rect.top + rect.height &&
          rect.top < top + height,
      );
    });
    const { sign, width, height, high } = free ?? places[0];
    taken.push({ x: x + sign * (OUT * unit + width / 2), y: y + high, width: width + 20 * unit, height });
    return [
      h(
        "div",
        {
          class: `hl-callout${sign < 0 ? " hl-callout--left" : ""}`,
          style: { left: `${x}px`, top: `${y}px`, "--high": `${high}px` },
        },
        h("div", { style: { width: `${width}px` } }, h("b", {}, name), h("span", {}, tr.bi(one.note))),
      ),
    ];
  });
}

/** Bent lines from a place to others.
 * @param {Stage} stage @param {{from: number[], to: number[][]}} spokes */
function spokes(stage, { from, to }) {
  const a = stage.at(from);
  return svg(
    "g",
    { class: "hl-spokes" },
    ...to.map((point) => {
      const b = stage.at(point);
      const bend = Math.hypot(a.x - b.x, a.y - b.y) * 0.1;
      return svg("path", { d: `M${a.x} ${a.y}Q${(a.x + b.x) / 2} ${(a.y + b.y) / 2 - bend} ${b.x} ${b.y}` });
    }),
  );
}
