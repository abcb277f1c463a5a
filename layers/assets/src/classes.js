/**
 * Inner edges of `count` classes. Fewer come back where the values have fewer
 * distinct numbers. A value equal to an edge belongs to the class above it.
 *
 * @param {number[]} values Finite numbers, in any order.
 * @param {"quantile" | "equal" | "natural"} method
 * @param {number} count
 * @returns {number[]} Ascending, distinct, at most `count - 1`.
 */
export function breaksFor(values, method, count) {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  const distinct = [...new Set(sorted)];
  const classes = Math.min(count, distinct.length);
  if (classes < 2) return [];
  const low = sorted[0];
  const high = sorted[sorted.length - 1];
  const raw =
    method === "equal"
      ? steps(classes).map((i) => low + ((high - low) * i) / classes)
      : method === "quantile"
        ? steps(classes).map((i) => sorted[Math.ceil((i * sorted.length) / classes)] ?? high)
        : naturalBreaks(sorted, classes);
  return tidy(raw, distinct);
}

const steps = (/** @type {number} */ classes) => Array.from({ length: classes - 1 }, (_, i) => i + 1);

/**
 * Round each edge as far as no value changes its class, and drop what is no edge.
 *
 * @param {number[]} edges @param {number[]} distinct
 */
function tidy(edges, distinct) {
  /** @type {number[]} */
  const kept = [];
  for (const edge of edges) {
    const below = Math.max(...distinct.filter((value) => value < edge), -Infinity);
    const above = Math.min(...distinct.filter((value) => value >= edge), Infinity);
    if (!Number.isFinite(below) || !Number.isFinite(above)) continue;
    const round = roundest(below, above);
    if (!kept.includes(round)) kept.push(round);
  }
  return kept.sort((a, b) => a - b);
}

/**
 * The number with the fewest digits in (below, above].
 *
 * @param {number} below @param {number} above
 */
export function roundest(below, above) {
  for (let power = Math.ceil(Math.log10(Math.max(Math.abs(above), Math.abs(below), 1e-9))); power >= -6; power -= 1) {
    const unit = 10 ** power;
    for (const part of [1, 0.5, 0.2, 0.1]) {
      const step = unit * part;
      const candidate = Number((Math.floor(above / step + 1e-9) * step).toPrecision(12));
      if (candidate > below && candidate <= above) return candidate;
    }
  }
  return above;
}

/**
 * Natural breaks: the exact optimum of Fisher (1958), by dynamic programming
 * over the sums of squared deviations.
 *
 * @param {number[]} sorted Ascending. @param {number} classes
 * @returns {number[]} First value of each class but the lowest.
 */
export function naturalBreaks(sorted, classes) {
  const n = sorted.length;
  const sum = [0];
  const squares = [0];
  sorted.forEach((value, i) => {
    sum.push(sum[i] + value);
    squares.push(squares[i] + value * value);
  });
  const cost = (/** @type {number} */ a, /** @type {number} */ b) => {
    const total = sum[b] - sum[a];
    return squares[b] - squares[a] - (total * total) / (b - a);
  };
  let best = Array.from({ length: n + 1 }, (_, b) => (b ? cost(0, b) : 0));
  /** @type {number[][]} */
  const cuts = [];
  for (let k = 2; k <= classes; k += 1) {
    const next = new Array(n + 1).fill(Infinity);
    const cut = new Array(n + 1).fill(k - 1);
    for (let b = k; b <= n; b += 1) {
      for (let a = k - 1; a < b; a += 1) {
        const value = best[a] + cost(a, b);
        if (value < next[b] - 1e-12) {
          next[b] = value;
          cut[b] = a;
        }
      }
    }
    best = next;
    cuts.push(cut);
  }
  /** @type {number[]} */
  const edges = [];
  let end = n;
  for (const cut of cuts.reverse()) {
    end = cut[end];
    edges.unshift(sorted[end]);
  }
  return edges;
}
