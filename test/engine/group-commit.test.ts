import { describe, expect, it } from 'vitest'
import { groupCommit } from '../../src/engine/group-commit.ts'

/** Writes that last until the test ends them. */
function slowWrites() {
  const written: { readonly items: readonly string[]; readonly end: PromiseWithResolvers<void> }[] = []
  const commit = groupCommit<string>((items) => {
    const end = Promise.withResolvers<void>()
    written.push({ items: [...items], end })
    return end.promise
  })
  const end = (n: number) => written[n]?.end.resolve()
  const fail = (n: number) => written[n]?.end.reject(new Error('Redis refused'))
  return { commit, end, fail, groups: () => written.map(({ items }) => items) }
}

describe('writes that share a round trip', () => {
  it('go out at once while none is under way', () => {
    const { commit, groups } = slowWrites()
    void commit(['a'])
    expect(groups()).toEqual([['a']])
  })

  it('that arrive during a write go out together in the next one, and are done with it', async () => {
    const { commit, end, groups } = slowWrites()
    const done: string[] = []
    const all = ['a', 'b', 'c'].map((each) => commit([each]).then(() => void done.push(each)))
    expect(groups()).toEqual([['a']])
    end(0)
    await all[0]
    expect([done, groups()]).toEqual([['a'], [['a'], ['b', 'c']]])
    end(1)
    await Promise.all(all)
    expect(done).toEqual(['a', 'b', 'c'])
  })

  it('fail for the callers whose items they carried, and for no others', async () => {
    const { commit, end, fail } = slowWrites()
    const [first, second] = [commit(['a']), commit(['b'])]
    fail(0)
    await expect(first).rejects.toThrow('Redis refused')
    end(1)
    await expect(second).resolves.toBeUndefined()
  })

  it('carry 200 items once each and in order, in ten rounds of twenty', async () => {
    const written: string[] = []
    const commit = groupCommit<string>(async (items) => {
      await Promise.resolve()
      written.push(...items)
    })
    const items = Array.from({ length: 200 }, (_, n) => `e${n}`)
    for (let n = 0; n < items.length; n += 20) await Promise.all(items.slice(n, n + 20).map((each) => commit([each])))
    expect(written).toEqual(items)
  })
})
