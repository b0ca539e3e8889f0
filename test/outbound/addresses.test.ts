import { Socket } from 'node:net'
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type AddressRule, isAllowed, isRefusedByName } from '../../src/outbound/address-rule.ts'
import { checkedLookup, isAllowedHost, type Resolve } from '../../src/outbound/checked-lookup.ts'
import { createPost } from '../../src/outbound/post.ts'
import { aReceiver } from '../support/a-receiver.ts'

const strict: AddressRule = { mayBePrivate: false }
const open: AddressRule = { mayBePrivate: true }
const forbidden = { is: 'failed', why: 'the address is not a public one' }

/** Looks a name up without a name server. */
const resolving = (...addresses: readonly string[]): Resolve =>
  vi.fn<Resolve>((_, __, done) =>
    done(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    ),
  )

const metadata = [
  '169.254.169.254',
  '::ffff:169.254.169.254',
  '::ffff:a9fe:a9fe',
  '0:0:0:0:0:ffff:a9fe:a9fe',
  '::169.254.169.254',
  '::a9fe:a9fe',
  '64:ff9b::169.254.169.254',
  '64:ff9b::a9fe:a9fe',
  '64:ff9b:1::169.254.169.254',
  '64:ff9b:1:a9fe:a9:fe00::',
  '::ffff:0:169.254.169.254',
  '2002:a9fe:a9fe::',
  '2002:a9fe:a9fe::1',
  '2001:0:a9fe:a9fe::',
  '168.63.129.16',
  '100.100.100.200',
  '192.0.0.192',
  'fd00:ec2::254',
  'fd20:ce::254',
  'fd00:42::42',
]
const neverElsewhere = [
  '169.254.0.1',
  'fe80::1',
  'fe80::1%eth0',
  'febf::1',
  'fec0::1',
  '0.0.0.0',
  '0.1.2.3',
  '::',
  '::ffff:0.0.0.0',
  '64:ff9b::',
  '224.0.0.1',
  '239.255.255.255',
  '::ffff:224.0.0.1',
  'ff02::1',
  'ff0e::1%2',
  '240.0.0.1',
  '255.255.255.255',
  '::ffff:255.255.255.255',
  '64:ff9b::255.255.255.255',
  '::127.0.0.1',
  '::10.0.0.1',
]
const onlyPrivate = [
  '127.0.0.1',
  '::1',
  '::ffff:127.0.0.1',
  '64:ff9b::10.0.0.1',
  '10.1.2.3',
  '172.16.9.9',
  '192.168.0.1',
  '100.64.0.1',
  'fd12:3456::1',
  'fd12:3456::1%eth0',
  '::ffff:10.0.0.1',
  '192.0.2.1',
  '2001:db8::1',
]
const publicOnes = ['93.184.216.34', '2606:2800:220:1::1', '::ffff:93.184.216.34', '64:ff9b::93.184.216.34']

describe('an address', () => {
  it.each([...metadata, ...neverElsewhere])('%s is never posted to', (address) => {
    expect([isAllowed(address, strict), isAllowed(address, open)]).toEqual([false, false])
  })

  it.each(onlyPrivate)('%s is posted to only where private addresses are allowed', (address) => {
    expect([isAllowed(address, strict), isAllowed(address, open)]).toEqual([false, true])
  })

  it.each(publicOnes)('%s is posted to', (address) => {
    expect([isAllowed(address, strict), isAllowed(address, open)]).toEqual([true, true])
  })

  it.each(['', 'nonsense', '1.2.3', '169.254.169.254.', '::ffff:1.2.3'])('%j is no address', (text) => {
    expect([isAllowed(text, strict), isAllowed(text, open)]).toEqual([false, false])
  })
})

const spellings = [
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '0xA9.0xFE.0xA9.0xFE',
  '0251.0376.0251.0376',
  '025177524776',
  '169.254.43518',
  '169.16689662',
  '169.254.169.254.',
  '１６９.２５４.169.254',
  '169。254。169。254',
  '%31%36%39.254.169.254',
  'me@169.254.169.254',
  '0',
  '0x0',
  '224.1',
  '[::ffff:169.254.169.254]',
  '[::ffff:a9fe:a9fe]',
  '[::169.254.169.254]',
  '[64:ff9b::169.254.169.254]',
  '[2002:a9fe:a9fe::]',
  '[fe80::1]',
  '[FF02::1]',
  '[::]',
  'metadata.google.internal',
  'METADATA.google.internal.',
  'metadata.google.internal..',
  'metadata.goog',
  'metadata',
  'instance-data',
]

describe('a post to a forbidden host', () => {
  const connect = vi.spyOn(Socket.prototype, 'connect')
  beforeEach(() => {
    // Whatever the rule says: no request is sent.
    connect.mockReset().mockImplementation(function (this: Socket) {
      return this.destroy(new Error('kept back'))
    })
  })
  afterAll(() => connect.mockRestore())

  it.each(spellings)('written %s makes no connection and no name look-up, by http and https', async (host) => {
    const resolve = resolving('93.184.216.34')
    for (const rule of [open, strict])
      for (const protocol of ['http', 'https'])
        expect(await createPost(rule, resolve)(`${protocol}://${host}/x`, {}, '')).toEqual(forbidden)
    expect(resolve).not.toHaveBeenCalled()
    expect(connect).not.toHaveBeenCalled()
  })
})

/** The address of a connection to the name, in both of the ways in which Node looks it up. */
async function foundBy(rule: AddressRule, resolve: Resolve, name = 'hook.example') {
  const ask = (all: boolean) =>
    new Promise<unknown>((done) =>
      checkedLookup(rule, resolve)(name, { all }, (problem, found) => done(problem ? problem.name : found)),
    )
  return [await ask(true), await ask(false)]
}

describe('the look-up of a connection', () => {
  const refused = ['ForbiddenAddress', 'ForbiddenAddress']

  it.each([...metadata, ...neverElsewhere])(
    'refuses a name that resolves to %s, alone or among others',
    async (address) => {
      for (const rule of [open, strict]) {
        expect(await foundBy(rule, resolving(address))).toEqual(refused)
        expect(await foundBy(rule, resolving('93.184.216.34', address))).toEqual(refused)
      }
    },
  )

  it('gives a connection exactly the addresses that it checked', async () => {
    const all = [
      { address: '93.184.216.34', family: 4 },
      { address: '2606:2800:220:1::1', family: 6 },
    ]
    expect(await foundBy(strict, resolving(...all.map(({ address }) => address)))).toEqual([all, '93.184.216.34'])
  })

  it('refuses the name of a cloud’s metadata, whatever it resolves to, and a name that resolves to nothing', async () => {
    expect(await foundBy(open, resolving('10.0.0.1'), 'metadata.google.internal')).toEqual(refused)
    expect(await foundBy(open, resolving())).toEqual(refused)
  })

  it('passes on the name server’s error', async () => {
    const failing: Resolve = (_, __, done) => done(Object.assign(new Error('no'), { code: 'ENOTFOUND' }), [])
    expect(await foundBy(open, failing)).toEqual(['Error', 'Error'])
    expect(await createPost(open, failing)('http://hook.example/', {}, '')).toEqual({ is: 'failed', why: 'ENOTFOUND' })
  })
})

describe('a name', () => {
  it('that resolves to a receiver is posted to under that name', async () => {
    const { url, forged } = await aReceiver()
    const named = url.replace('127.0.0.1', 'hook.example')
    expect(await createPost(open, resolving('127.0.0.1'))(named, {}, 'text')).toEqual({ is: 'delivered' })
    expect(forged).toEqual(['text'])
  })

  it('that resolves to this machine is not posted to where only public addresses are allowed', async () => {
    const { url, forged } = await aReceiver()
    for (const named of [url, url.replace('127.0.0.1', 'hook.example')])
      expect(await createPost(strict, resolving('127.0.0.1'))(named, {}, '')).toEqual(forbidden)
    expect(forged).toEqual([])
  })

  it('is resolved once for a connection, so that no second answer leads elsewhere', async () => {
    const { url, forged } = await aReceiver()
    const resolve = vi.fn<Resolve>(resolving('127.0.0.2')).mockImplementationOnce(resolving('127.0.0.1'))
    const named = url.replace('127.0.0.1', 'hook.example')
    expect(await createPost(open, resolve)(named, {}, 'text')).toEqual({ is: 'delivered' })
    expect(resolve).toHaveBeenCalledTimes(1)
    expect(forged).toEqual(['text'])
  })

  it('is allowed for an endpoint when all its addresses are', async () => {
    expect(await isAllowedHost('hook.example', strict, resolving('93.184.216.34'))).toBe(true)
    expect(await isAllowedHost('hook.example', strict, resolving('93.184.216.34', '10.0.0.1'))).toBe(false)
    expect(await isAllowedHost('hook.example', strict, resolving())).toBe(false)
    expect(await isAllowedHost('metadata.google.internal', open, resolving('93.184.216.34'))).toBe(false)
    expect(await isAllowedHost('[::1]', open, resolving('::1'))).toBe(true)
  })

  it('is not refused for looking like a forbidden one', () => {
    for (const host of ['crm.example', 'metadata.example', 'a169.254.169.254.example', 'localhost'])
      expect(isRefusedByName(host, open), host).toBe(false)
  })
})
