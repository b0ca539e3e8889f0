import { workerScope } from './attributes.ts'
import { readPath } from './expression.ts'
import type { Worker } from './model.ts'

type Compare = (a: Worker, b: Worker) => number

/**
 * Compares workers by `order_by`, for instance `worker.level DESC, worker.age`. Equal workers, or all without an order:
 * the longest idle first.
 */
export function workerOrder(orderBy = ''): Compare {
  const wanted = orderBy.split(',').flatMap((part) => {
    const [, path, direction = 'ASC'] = /^\s*worker\.([\w.]+)(?:\s+(ASC|DESC))?\s*$/i.exec(part) ?? []
    return path === undefined ? [] : [by(path.split('.'), direction.toUpperCase() === 'DESC')]
  })
  return (a, b) => {
    for (const compare of wanted) {
      const difference = compare(a, b)
      if (difference !== 0) return difference
    }
    return a.lastOfferedAt - b.lastOfferedAt
  }
}

/** Workers without the attribute come last in both directions. */
function by(path: readonly string[], isFalling: boolean): Compare {
  return (a, b) => {
    const [left, right] = [readPath(workerScope(a), path), readPath(workerScope(b), path)]
    if (left === null || right === null) return Number(left === null) - Number(right === null)
    if (typeof left === 'number' && typeof right === 'number') return isFalling ? right - left : left - right
    const order = String(left) < String(right) ? -1 : Number(String(left) > String(right))
    return isFalling ? -order : order
  }
}
