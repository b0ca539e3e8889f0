// Plain JavaScript because run.mjs needs this file before a Node that reads TypeScript is there.
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

const GUARD_IS_STALE_AFTER_MS = 10_000

/**
 * Runs `work` while no other process holds the lock file. Takes over a lock whose holder has died.
 * @template T
 * @param {string} file
 * @param {() => T | Promise<T>} work
 * @param {{ timeoutMs?: number }} [options]
 * @returns {Promise<T>}
 */
export async function withLock(file, work, { timeoutMs = 300_000 } = {}) {
  mkdirSync(dirname(file), { recursive: true })
  const deadline = Date.now() + timeoutMs
  while (!take(file)) {
    if (holderIsGone(file)) clearStale(file)
    else if (Date.now() > deadline) {
      throw new Error(`Process ${holder(file)} has held ${file} for too long. If it is not ours, delete that file.`)
    } else await pause(25)
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

/**
 * Takes the lock for this process's lifetime, if it is free.
 * @param {string} file
 * @returns {boolean} whether this process holds it now
 */
export function keepLock(file) {
  mkdirSync(dirname(file), { recursive: true })
  if (!take(file)) {
    if (!holderIsGone(file)) return false
    clearStale(file)
    if (!take(file)) return false
  }
  if (kept.size === 0) process.once('exit', letGo)
  kept.add(file)
  return true
}

/** @type {Set<string>} */
const kept = new Set()

function letGo() {
  for (const file of kept) rmSync(file, { force: true })
}

// Writes the file aside and links it: the lock appears together with its holder, so no process reads an empty one.
/** @param {string} file */
function take(file) {
  const aside = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`
  writeFileSync(aside, String(process.pid))
  try {
    linkSync(aside, file)
    return true
  } catch (error) {
    if (code(error) !== 'EEXIST') throw error
    return false
  } finally {
    rmSync(aside, { force: true })
  }
}

// Several processes may see the same dead holder. Only one may delete the lock: a slower one would delete the lock that
// a faster one has just taken.
/** @param {string} file */
function clearStale(file) {
  const guard = `${file}.guard`
  if (take(guard)) {
    if (holderIsGone(file)) rmSync(file, { force: true })
    rmSync(guard, { force: true })
  } else if (ageMs(guard) > GUARD_IS_STALE_AFTER_MS) rmSync(guard, { force: true })
}

/** @param {string} file */
function holderIsGone(file) {
  const pid = holder(file)
  if (pid === undefined) return false // released in the meantime
  try {
    process.kill(pid, 0)
    return false
  } catch (error) {
    return code(error) === 'ESRCH'
  }
}

/** @param {string} file */
function holder(file) {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch (error) {
    if (code(error) === 'ENOENT') return undefined
    throw error
  }
}

/** @param {string} file */
function ageMs(file) {
  try {
    return Date.now() - statSync(file).mtimeMs
  } catch {
    return 0
  }
}

/** @param {unknown} error */
function code(error) {
  return error instanceof Error && 'code' in error ? error.code : undefined
}
