import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type RunningSimulator, startSimulator } from './running-simulator.ts'

let simulator: RunningSimulator
const sync = () => simulator.sdk.sync.v1.services('default')

describe('Sync over REST, used by the SDK', () => {
  beforeAll(async () => {
    simulator = await startSimulator()
  })
  beforeEach(() => simulator.control('POST', '/reset'))
  afterAll(() => simulator.stop())

  it('keeps a document under its unique name until it is removed', async () => {
    const made = await sync().documents.create({ uniqueName: 'one', data: { a: 1 } })
    expect(made).toMatchObject({ uniqueName: 'one', data: { a: 1 }, revision: '0', createdBy: 'system' })
    await sync()
      .documents('one')
      .update({ data: { a: 2 } })
    expect(await sync().documents('one').fetch()).toMatchObject({ sid: made.sid, data: { a: 2 }, revision: '1' })
    await sync().documents('one').remove()
    await expect(sync().documents('one').fetch()).rejects.toMatchObject({ status: 404, code: 20404 })
  })

  it('refuses a unique name in use with 409 and 54301', async () => {
    await sync().documents.create({ uniqueName: 'one' })
    await expect(sync().documents.create({ uniqueName: 'one' })).rejects.toMatchObject({ status: 409, code: 54301 })
  })

  it('refuses a document changed meanwhile with 412 and 54103', async () => {
    await sync().documents.create({ uniqueName: 'one' })
    await sync()
      .documents('one')
      .update({ data: { a: 1 }, ifMatch: '0' })
    const late = sync()
      .documents('one')
      .update({ data: { a: 2 }, ifMatch: '0' })
    await expect(late).rejects.toMatchObject({ status: 412, code: 54103 })
  })

  it('refuses data of more than 16 KiB, and data that is no object', async () => {
    await expect(sync().documents.create({ data: { a: 'x'.repeat(16_384) } })).rejects.toMatchObject({ status: 400 })
    await expect(sync().documents.create({ data: '7' })).rejects.toMatchObject({ status: 400 })
  })

  it('removes a document when its time is up', async () => {
    await simulator.control('POST', '/clock', { mode: 'manual' })
    await sync().documents.create({ uniqueName: 'one', ttl: 60 })
    await simulator.control('POST', '/clock', { advanceMs: 60_000 })
    expect(await sync().documents.list()).toEqual([])
  })

  it('numbers the items of a list, and lists them from an index', async () => {
    await sync().syncLists.create({ uniqueName: 'list' })
    const items = sync().syncLists('list').syncListItems
    for (const n of [1, 2, 3]) await items.create({ data: { n } })
    expect((await items.list({ from: '1' })).map(({ index, data }) => [index, data])).toEqual([
      [1, { n: 2 }],
      [2, { n: 3 }],
    ])
    await sync().syncLists('list').syncListItems(2).remove()
    expect((await items.create({ data: {} })).index).toBe(3)
  })

  it('keeps the items of a map by key, in the order of keys, over several pages', async () => {
    await sync().syncMaps.create({ uniqueName: 'map' })
    const items = sync().syncMaps('map').syncMapItems
    for (const key of ['c', 'a', 'b']) await items.create({ key, data: { key } })
    expect((await items.list({ pageSize: 1 })).map(({ key }) => key)).toEqual(['a', 'b', 'c'])
    const downwards = await items.list({ order: 'desc', from: 'b', bounds: 'exclusive' })
    expect(downwards.map(({ key }) => key)).toEqual(['a'])
    await expect(items.create({ key: 'a', data: {} })).rejects.toMatchObject({ status: 409, code: 54208 })
  })

  it('keeps the read and write permissions of a map, for each identity', async () => {
    await sync().syncMaps.create({ uniqueName: 'map' })
    const ada = sync().syncMaps('map').syncMapPermissions('ada')
    await ada.update({ read: true, write: false, manage: false })
    expect(await ada.fetch()).toMatchObject({ identity: 'ada', read: true, write: false, manage: false })
    await ada.remove()
    await expect(ada.fetch()).rejects.toMatchObject({ status: 404 })
  })

  it('removes everything except the default service on reset', async () => {
    await simulator.sdk.sync.v1.services.create({ friendlyName: 'mine' })
    await sync().syncLists.create({ uniqueName: 'list' })
    await simulator.control('POST', '/reset')
    expect((await simulator.sdk.sync.v1.services.list()).map(({ uniqueName }) => uniqueName)).toEqual(['default'])
    expect(await sync().syncLists.list()).toEqual([])
  })
})
