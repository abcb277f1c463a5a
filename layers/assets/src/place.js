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

const DISTANCES = [0, 8, 12, 16, 20, 24, 28, 32, 36, 41, 46];
/** Straight up and down first, then the sides, then what lies between. */
const DIRECTIONS = [
  [0, -1],
  [0, 1],
  [-1, 0],
  [1, 0],
  [-0.7, -0.7],
  [0.7, -0.7],
  [-0.7, 0.7],
  [0.7, 0.7],
  [-0.4, -0.9],
  [0.4, -0.9],
  [-0.4, 0.9],
  [0.4, 0.9],
];

const CELL_PX = 48;
/** More than any number of cells from top to bottom. */
const ROW = 1 << 20;

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
  const taken = new Grid(obstacles);
  const placed = [];
  for (const item of items) {
    const spot = freeSpot(item, taken) ?? (item.chosen ? { x: item.x, y: item.y } : null);
    if (!spot) continue;
    taken.add({ ...spot, width: item.width, height: item.height });
    placed.push({ item, ...spot });
  }
  return placed;
}

/** Rectangles by the cells they touch: a label asks its neighbours only. */
class Grid {
  /** @param {Rect[]} rects */
  constructor(rects) {
    /** @type {Map<number, Rect[]>} */
    this.cells = new Map();
    for (const rect of rects) this.add(rect);
  }

  /** @param {Rect} rect */
  add(rect) {
    for (const key of cells(rect)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(rect);
      else this.cells.set(key, [rect]);
    }
  }

  /** @param {Rect} rect */
  hits(rect) {
    for (const key of cells(rect)) {
      for (const other of this.cells.get(key) ?? []) if (overlap(rect, other)) return true;
    }
    return false;
  }
}

/** @param {Rect} rect */
function cells({ x, y, width, height }) {
  /** @type {number[]} */
  const keys = [];
  const bottom = Math.floor((y + height / 2) / CELL_PX);
  const right = Math.floor((x + width / 2) / CELL_PX);
  for (let i = Math.floor((x - width / 2) / CELL_PX); i <= right; i += 1) {
    for (let j = Math.floor((y - height / 2) / CELL_PX); j <= bottom; j += 1) keys.push(i * ROW + j);
  }
  return keys;
}

/** @param {Item} item @param {Grid} taken */
function freeSpot(item, taken) {
  for (const distance of DISTANCES) {
    if (distance > item.reach) return null;
    for (const [dx, dy] of distance ? DIRECTIONS : [[0, 0]]) {
      // Sideways a label moves further: it is wider than high.
      const x = item.x + dx * (distance + (dx ? item.width / 4 : 0));
      const y = item.y + dy * distance;
      const rect = { x, y, width: item.width, height: item.height };
      if (!taken.hits(rect)) return { x, y };
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

/**
 * Move apart what is nearer than `gap`, nothing farther than `limit` from its
 * place: symbols of different kinds at one spot stand side by side. What is
 * `fixed` stays. Changes the points.
 *
 * @param {{x: number, y: number, fixed?: boolean}[]} points
 * @param {number} gap Wanted distance of two middles, px.
 * @param {number} limit px.
 */
export function spread(points, gap, limit) {
  const homes = points.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    for (let i = 0; i < points.length; i += 1) {
      for (let j = i + 1; j < points.length; j += 1) moved = part(points[i], points[j], gap, i + j) || moved;
    }
    if (!moved) return;
    points.forEach((point, i) => leash(point, homes[i], limit));
  }
}

const ROUNDS = 12;
/** Golden angle: what shares one point parts in directions of its own, the same ones every time. */
const TURN = 2.399963;

/** @param {{x: number, y: number, fixed?: boolean}} a @param {{x: number, y: number, fixed?: boolean}} b
 * @param {number} gap @param {number} seed */
function part(a, b, gap, seed) {
  let dx = b.x - a.x;
  let dy = b.y - a.y;
  if (Math.abs(dx) >= gap || Math.abs(dy) >= gap) return false;
  const distance = Math.hypot(dx, dy);
  if (distance >= gap - 0.01) return false;
  if (distance < 0.5) {
    dx = Math.cos(seed * TURN);
    dy = Math.sin(seed * TURN);
  }
  const push = (gap - distance) / Math.hypot(dx, dy);
  const share = a.fixed ? 0 : b.fixed ? 1 : 0.5;
  a.x -= dx * push * share;
  a.y -= dy * push * share;
  if (b.fixed) return true;
  b.x += dx * push * (1 - share);
  b.y += dy * push * (1 - share);
  return true;
}

/** @param {{x: number, y: number}} point @param {{x: number, y: number}} home @param {number} limit */
function leash(point, home, limit) {
  const distance = Math.hypot(point.x - home.x, point.y - home.y);
  if (distance <= limit) return;
  point.x = home.x + ((point.x - home.x) / distance) * limit;
  point.y = home.y + ((point.y - home.y) / distance) * limit;
}
