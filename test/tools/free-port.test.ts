import { expect, it } from 'vitest'
import { freePort } from '../../tools/free-port.ts'
import { runTypeScript } from './run-type-script.ts'

const many = { length: 300 }

it('no port is given twice among 600 while its first holder lives', async () => {
  const mine = await Promise.all(Array.from(many, freePort))
  const program = `
    const { freePort } = await import(${JSON.stringify(import.meta.resolve('../../tools/free-port.ts'))})
    const ports = await Promise.all(Array.from(${JSON.stringify(many)}, freePort))
    console.log(ports.join(' '))`
  const { output } = await runTypeScript(program)
  expect(new Set([...mine, ...output.trim().split(' ').map(Number)]).size).toBe(600)
})

it('no port is one that the system uses for outgoing connections', async () => {
  const ports = await Promise.all(Array.from(many, freePort))
  expect(ports.filter((each) => each < 20_000 || each >= 32_768)).toEqual([])
})
