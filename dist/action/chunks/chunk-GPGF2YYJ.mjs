import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);

// src/nearest-name.ts
function nearestName(word, candidates) {
  const typed = word.toLowerCase();
  const limit = Math.max(1, Math.floor(typed.length / 3));
  let nearest;
  let shortest = limit + 1;
  for (const candidate of candidates) {
    const distance = editDistance(typed, candidate.toLowerCase(), shortest);
    if (distance < shortest) [nearest, shortest] = [candidate, distance];
  }
  return nearest ?? candidates.find((candidate) => typed.length >= 3 && candidate.toLowerCase().startsWith(typed));
}
function editDistance(from, to, limit) {
  if (Math.abs(from.length - to.length) >= limit) return limit;
  let beforePrevious = [];
  let previous = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current.push(
        Math.min(
          at(previous, column) + 1,
          at(current, column - 1) + 1,
          at(previous, column - 1) + (same ? 0 : 1),
          swapped ? at(beforePrevious, column - 2) + 1 : Number.POSITIVE_INFINITY
        )
      );
    }
    [beforePrevious, previous] = [previous, current];
  }
  return Math.min(limit, at(previous, to.length));
}
function at(row, column) {
  return row[column] ?? Number.POSITIVE_INFINITY;
}

export {
  nearestName
};
