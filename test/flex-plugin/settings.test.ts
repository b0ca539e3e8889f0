import { expect, it } from 'vitest'
import { isHalfSetUp, readSettings } from '../../flex-plugin/src/settings.ts'

const read = (escalate: unknown) =>
  readSettings({ serviceConfiguration: { ui_attributes: { custom_data: { escalate } } } })

it('settings are read from the Flex configuration', () => {
  expect(read({ server: 'https://escalate.example.com/' })).toEqual({
    server: 'https://escalate.example.com',
    video: true,
    transfer: false,
    transferActions: 'auto',
    autoRejoin: true,
    quietConference: false,
  })
  for (const transferActions of ['auto', 'ours', 'others'])
    expect(read({ server: 'https://x.example.com', transferActions })).toMatchObject({ transferActions })
  expect(
    read({ server: 'https://x.example.com/in/here/', video: false, transfer: true, autoRejoin: 'no' }),
  ).toMatchObject({
    server: 'https://x.example.com/in/here',
    video: false,
    transfer: true,
    autoRejoin: true,
  })
})

it.each([
  undefined,
  null,
  'on',
  {},
  { server: 7 },
  { server: 'escalate.example.com' },
  { server: 'javascript:alert(1)' },
  { server: 'https://x.example.com', transferActions: 'theirs' },
  { server: 'https://x.example.com', transferActions: true },
])('settings are undefined for %j', (escalate) => expect(read(escalate)).toBeUndefined())

it('settings are undefined in a configuration without a block for Escalate', () => {
  for (const serviceConfiguration of [
    undefined,
    null,
    {},
    { ui_attributes: null },
    { ui_attributes: { custom_data: [] } },
  ])
    expect(readSettings({ serviceConfiguration })).toBeUndefined()
})

it('settings accept a server over http only on this machine', () => {
  expect(read({ server: 'http://escalate.example.com' })).toBeUndefined()
  expect(read({ server: 'http://localhost.example.com' })).toBeUndefined()
  for (const server of ['http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])
    expect(read({ server })?.server).toBe(server)
})

it('a block without an address is a half-done set-up; no block, and a complete one, are not', () => {
  const half = (escalate: unknown) =>
    isHalfSetUp({ serviceConfiguration: { ui_attributes: { custom_data: { escalate } } } })
  expect([half(undefined), half({}), half({ server: 'https://x.example.com' })]).toEqual([false, true, false])
})
