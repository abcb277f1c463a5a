/**
 * @typedef {{x: number, y: number, width: number, height: number}} Rect Middle and size, px.
 * @typedef {object} Item A label that wants a place.
 * @property {number} x Where it belongs, px.
 * @property {number} y
 * @property {number} width
 * @property {number} height
 * @property {number} reach How far it may move, px.
 * @property {boolean} [chosen] Shown whatever it covers.
 */

const DISTANCES = [0, 12, 20, 28, 36, 46];
const DIRECTIONS = [[0, -1], [0, 1], [-1, 0], [1, 0], [-0.7, -0.7], [0.7, -0.7], [-0.7, 0.7], [0.7, 0.7]];

/** @param {Rect} a @param {Rect} b */
export function overlap(a, b) {
  return Math.abs(a.x - b.x) * 2 < a.width + b.width && Math.abs(a.y - b.y) * 2 < a.height + b.height;
}

/**
 * Greedy placement: each label in turn takes the nearest free spot around its
 * place; one that finds none is left out, unless it is the chosen one.
 *
 * @template {Item} T
 * @param {T[]} items The most important first.
 * @param {Rect[]} obstacles What labels must not cover; not changed.
 * @returns {{item: T, x: number, y: number}[]}
 */
export function place(items, obstacles) {
  const taken = [...obstacles];
  const placed = [];
  for (const item of items) {
    const spot = freeSpot(item, taken) ?? (item.chosen ? { x: item.x, y: item.y } : null);
    if (!spot) continue;
    taken.push({ ...spot, width: item.width, height: item.height });
    placed.push({ item, ...spot });
  }
  return placed;
}

/** @param {Item} item @param {Rect[]} taken */
function freeSpot(item, taken) {
  for (const distance of DISTANCES) {
    if (distance > item.reach) return null;
    for (const [dx, dy] of distance ? DIRECTIONS : [[0, 0]]) {
      // Sideways a label moves further: it is wider than high.
      const x = item.x + dx * (distance + (dx ? item.width / 4 : 0));
      const y = item.y + dy * distance;
      const rect = { x, y, width: item.width, height: item.height };
      if (!taken.some((other) => overlap(rect, other))) return { x, y };
    }
  }
  return null;
}

/**
 * Merge what would be drawn on top of each other: same group, closer than `distance`.
 *
 * @template {{x: number, y: number, group: string, alone?: boolean}} T
 * @param {T[]} points @param {number} distance px.
 * @returns {{x: number, y: number, members: T[]}[]}
 */
export function merge(points, distance) {
  /** @type {{x: number, y: number, group: string | null, members: T[]}[]} */
  const clusters = [];
  for (const point of points) {
    const near = point.alone
      ? undefined
      : clusters.find((c) => c.group === point.group && Math.hypot(c.x - point.x, c.y - point.y) < distance);
    if (near) near.members.push(point);
    else clusters.push({ x: point.x, y: point.y, group: point.alone ? null : point.group, members: [point] });
  }
  return clusters;
}
