import { describe, expect, it } from 'vitest'
import { onceFor } from '../../src/core/once-for.ts'
import { afterPasses, type PostPass } from '../../src/core/post-pass.ts'
import { postPasses as ofTransfers } from '../../src/features/conversation-transfer/post-passes.ts'
import { postPasses as ofStreams } from '../../src/features/media-streams/post-passes.ts'
import { countMinutes } from '../../src/features/video-escalation/minutes.ts'
import { postPasses as ofVideos } from '../../src/features/video-escalation/post-passes.ts'
import { tell, untilLive } from '../features/video-escalation/story.ts'

describe('post-passes', () => {
  it('run in the order of their list, and each sees what the ones before it made', () => {
    const adds = (name: string): PostPass<string, string, undefined> => ({
      name,
      run: (before, { state, effects }) => ({ state: state + name, effects: [...effects, `${before}→${state}`] }),
    })
    const decided = { state: 'b', effects: [] }
    expect(afterPasses([adds('1'), adds('2')], 'a', decided, { at: 0, key: '', settings: undefined })).toEqual({
      state: 'b12',
      effects: ['a→b', 'a→b1'],
    })
  })

  it.each([
    ['videos', ofVideos.map(({ name }) => name)],
    ['transfers', ofTransfers.map(({ name }) => name)],
    ['streams', ofStreams.map(({ name }) => name)],
  ])('of %s write on the task after whatever changes what the task says', (_, names) => {
    const writes = names.findIndex((name) => name.startsWith('write what changed'))
    const after = names.slice(writes + 1)
    // Publishing changes nothing that the task says; commands that waited announce what they lead to themselves.
    expect(after.filter((name) => !/^publish|^decide the commands that waited/.test(name))).toEqual([])
  })
})

describe('a projection of a state', () => {
  it('is computed once for each state, however often it is read', () => {
    let computed = 0
    const double = onceFor(({ n }: { readonly n: number }) => ({ n: 2 * n, nth: ++computed }))
    const [one, other] = [{ n: 1 }, { n: 1 }]
    expect([double(one), double(one), double(other), double(one)]).toEqual([
      { n: 2, nth: 1 },
      { n: 2, nth: 1 },
      { n: 2, nth: 2 },
      { n: 2, nth: 1 },
    ])
  })

  it('counts the minutes of a video once', () => {
    const { video } = tell([...untilLive()]).state
    if (video.phase === 'idle') throw new Error('There is no video')
    expect(countMinutes(video)).toBe(countMinutes(video))
  })
})
