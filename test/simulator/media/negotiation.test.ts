import { describe, expect, it } from 'vitest'
import { createNegotiation } from '../../../simulator/video/media/negotiation.ts'
import { readSdp } from '../../../simulator/video/media/sdp-read.ts'
import { writeSdp } from '../../../simulator/video/media/sdp-write.ts'
import type { Description } from '../../../simulator/video/signalling/messages.ts'

type Spoken = Extract<Description, { sdp: string }>

/** A media line of a browser's description, as Chromium writes it, without the unused parts. */
const line = (mid: string, direction: string, kind = 'video', trackId = `${kind}-${mid}`): string =>
  [
    `m=${kind} 9 UDP/TLS/RTP/SAVPF ${kind === 'video' ? '96 97 102' : '111 9'}`,
    'a=ice-ufrag:abcd',
    'a=fingerprint:sha-256 00',
    `a=mid:${mid}`,
    'a=extmap:3 urn:ietf:params:rtp-hdrext:ssrc-audio-level',
    `a=${direction}`,
    ...(direction.startsWith('send') ? [`a=msid:- ${trackId}`, `a=ssrc:${mid.length}1 cname:x`] : []),
    ...(kind === 'video'
      ? [
          'a=rtpmap:96 VP8/90000',
          'a=rtpmap:97 rtx/90000',
          'a=rtpmap:102 H264/90000',
          'a=fmtp:102 packetization-mode=1;profile-level-id=42e01f',
        ]
      : ['a=rtpmap:111 opus/48000/2', 'a=rtpmap:9 G722/8000']),
    '',
  ].join('\r\n')

const described = (...lines: readonly string[]): string => `v=0\r\n${lines.join('')}`

function aNegotiation(videoCodecs: readonly string[] = ['VP8', 'H264']) {
  const said: Spoken[] = []
  const negotiation = createNegotiation({
    videoCodecs,
    write: (setup, sections) =>
      writeSdp({
        version: 1,
        setup,
        credentials: { ufrag: 'ours', password: 'secret' },
        fingerprint: { algorithm: 'sha-256', value: '11' },
        candidate: { address: '127.0.0.1', port: 1 },
        sections,
      }),
    say: (description) => said.push(description),
    heard: () => undefined,
    agreed: () => undefined,
  })
  const offer = (revision: number, ...lines: readonly string[]) =>
    negotiation.hear({ type: 'offer', revision, sdp: described(...lines) })
  const answer = (revision: number, ...lines: readonly string[]) =>
    negotiation.hear({ type: 'answer', revision, sdp: described(...lines) })
  const last = () => {
    const { type, revision, sdp } = said.at(-1) ?? { type: 'offer', revision: 0, sdp: '' }
    return { type, revision, sections: readSdp(sdp).sections }
  }
  const wants = (...trackIds: readonly string[]) =>
    negotiation.want(
      trackIds.map((trackId) => ({ trackId, kind: 'video' })),
      false,
    )
  return { negotiation, said, offer, answer, last, wants }
}

describe('the browser’s offer', () => {
  it('is answered with the same revision: we receive, with opus and the room’s codecs, in the browser’s order', () => {
    const { offer, last } = aNegotiation()
    offer(1, line('0', 'sendrecv', 'audio'), line('1', 'sendrecv'))
    expect(last()).toMatchObject({
      type: 'answer',
      revision: 1,
      sections: [
        { mid: '0', direction: 'recvonly', audioLevelId: 3, codecs: [{ payloadType: 111 }] },
        { mid: '1', direction: 'recvonly', codecs: [{ payloadType: 96 }, { payloadType: 102 }] },
      ],
    })
  })

  it('gets only the codecs of the room, and a media line without any is refused', () => {
    const { offer, last } = aNegotiation(['H264'])
    offer(1, line('0', 'sendrecv'), line('1', 'sendrecv').replaceAll('H264', 'H265'))
    expect(last().sections).toMatchObject([{ codecs: [{ payloadType: 102 }] }, { isRejected: true }])
  })

  it('that is repeated, because our answer was lost, is answered again, and an older one is not', () => {
    const { offer, said } = aNegotiation()
    offer(1, line('0', 'sendrecv'))
    offer(2, line('0', 'sendrecv'))
    offer(2, line('0', 'sendrecv'))
    offer(1, line('0', 'sendrecv'))
    expect(said.map(({ type, revision }) => [type, revision])).toEqual([
      ['answer', 1],
      ['answer', 2],
      ['answer', 2],
    ])
  })

  it('that meets ours is not answered: ours stands', () => {
    const { offer, answer, wants, said } = aNegotiation()
    offer(1, line('0', 'sendrecv'))
    wants('theirs')
    offer(2, line('0', 'sendrecv'), line('1', 'sendrecv'))
    expect(said.map(({ type, revision }) => [type, revision])).toEqual([
      ['answer', 1],
      ['offer', 2],
    ])
    answer(2, line('0', 'sendrecv'))
    offer(3, line('0', 'sendrecv'), line('1', 'sendrecv'))
    expect(said.at(-1)).toMatchObject({ type: 'answer', revision: 3 })
  })
})

describe('our offer', () => {
  it('waits for the browser’s first; earlier tracks come with the answer, on a media line that the browser has', () => {
    const { offer, wants, said, last } = aNegotiation()
    wants('theirs')
    expect(said).toEqual([])
    offer(1, line('0', 'sendrecv'))
    expect(said).toHaveLength(1)
    expect(last().sections).toMatchObject([{ direction: 'sendrecv', trackId: 'theirs', ssrcs: [expect.any(Number)] }])
  })

  it('adds a media line for each track that has none', () => {
    const { offer, wants, last } = aNegotiation()
    offer(1, line('0', 'sendrecv'))
    wants('first', 'second')
    expect(last()).toMatchObject({
      type: 'offer',
      revision: 2,
      sections: [
        { direction: 'sendrecv', trackId: 'first' },
        { direction: 'sendonly', trackId: 'second', codecs: [{ payloadType: 96 }, { payloadType: 102 }] },
      ],
    })
  })

  it('gives a media line to another track only after the browser has agreed that it carries none', () => {
    const { offer, answer, wants, last } = aNegotiation()
    offer(1, line('0', 'recvonly'))
    wants('first')
    answer(2, line('0', 'recvonly'))
    wants('second')
    const lines = () => last().sections.map(({ direction, trackId }) => [direction, trackId])
    expect(lines()).toEqual([
      ['inactive', undefined],
      ['sendonly', 'second'],
    ])
    answer(3, line('0', 'inactive'), line('m1', 'recvonly'))
    wants('second', 'third')
    expect(lines()).toEqual([
      ['sendonly', 'third'],
      ['sendonly', 'second'],
    ])
  })

  it('is not made again for a track that the browser has refused', () => {
    const { offer, answer, wants, said } = aNegotiation()
    offer(1, line('0', 'sendrecv'))
    wants('theirs')
    answer(2, line('0', 'sendonly'))
    wants('theirs')
    expect(said.filter(({ type }) => type === 'offer')).toHaveLength(1)
  })

  it('is repeated to a browser that may have missed it', () => {
    const { offer, answer, wants, negotiation } = aNegotiation()
    offer(1, line('0', 'sendrecv'))
    wants('theirs')
    expect(negotiation.unheard()).toMatchObject([{ type: 'offer', revision: 2 }])
    answer(2, line('0', 'sendrecv'))
    expect(negotiation.unheard()).toEqual([])
  })

  it('adds a media line for data when it is needed, once', () => {
    const { offer, negotiation, last, said } = aNegotiation()
    offer(1, line('0', 'sendrecv'))
    negotiation.want([], true)
    expect(last().sections.map(({ kind }) => kind)).toEqual(['video', 'application'])
    negotiation.want([], true)
    expect(said).toHaveLength(2)
  })
})
