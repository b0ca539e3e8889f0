import type { ComponentChildren } from 'preact'
import { fill } from '../../../client-shared/fill.ts'
import type { BoardRow } from '../../../webhooks/supervisor/board-row.ts'
import { useApp, useTexts } from '../app-context.ts'
import { clockText, nameOf } from '../board/rules.ts'
import { wordOf } from '../texts/word.ts'
import type { CallFigures } from './call-figures.ts'

type Props = { readonly figures: readonly CallFigures[]; readonly row: BoardRow | undefined }

/** The connection quality of each participant: a word, and the numbers behind it. */
export function CallFiguresTable({ figures, row }: Props) {
  const texts = useTexts()
  const heads = [
    texts.columnWho,
    texts.columnConnection,
    texts.columnRoundTrip,
    texts.columnLoss,
    texts.columnFreezes,
    texts.columnWay,
    texts.columnCodecs,
    texts.columnMeasured,
  ]
  return (
    <section aria-labelledby="call-figures" data-part="call-figures">
      <h2 id="call-figures">{texts.figuresTitle}</h2>
      <p class="hint">{texts.figuresLead}</p>
      <table class="table">
        <thead>
          <tr>
            {heads.map((head) => (
              <th scope="col" key={head}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figures.map((each) => (
            <FiguresRow key={`${each.role} ${each.workerSid}`} of={each} row={row} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

function FiguresRow({ of, row }: { readonly of: CallFigures; readonly row: BoardRow | undefined }) {
  const texts = useTexts()
  const { format } = useApp().language.value
  const number = (value: number, digits = 0) => value.toLocaleString(format, { maximumFractionDigits: digits })
  const share = (value: number | undefined) =>
    value?.toLocaleString(format, { style: 'percent', maximumFractionDigits: 1 }) ?? '–'
  const time = (ms: number | undefined) =>
    ms === undefined ? '–' : Math.round(ms).toLocaleString(format, { style: 'unit', unit: 'millisecond' })
  const isKnown = of.quality !== undefined && of.worstQuality !== undefined
  const connection = !isKnown ? 'unknown' : (of.quality ?? 0) >= 3 ? 'good' : 'weak'
  const way = of.isRelayed === undefined ? 'unknown' : of.isRelayed ? 'relay' : 'direct'
  const name = of.workerSid && (row?.workerSid === of.workerSid ? nameOf(row) : of.workerSid)
  return (
    <tr data-figures={of.role}>
      <Cell label={texts.columnWho} sub={name}>
        {wordOf(texts, 'role', of.role)}
      </Cell>
      <Cell
        label={texts.columnConnection}
        sub={
          isKnown && fill(texts.outOfFive, { value: number(of.quality ?? 0, 1), worst: number(of.worstQuality ?? 0) })
        }
      >
        <strong data-connection={connection}>{wordOf(texts, 'connection', connection)}</strong>
      </Cell>
      <Cell
        label={texts.columnRoundTrip}
        sub={of.worstRoundTrip !== undefined && fill(texts.atWorst, { value: time(of.worstRoundTrip) })}
      >
        {time(of.roundTrip)}
      </Cell>
      <Cell label={texts.columnLoss} sub={fill(texts.lossReceived, { value: share(of.receivedLoss) })}>
        {fill(texts.lossSent, { value: share(of.sentLoss) })}
      </Cell>
      <Cell label={texts.columnFreezes}>{number(of.freezes)}</Cell>
      <Cell label={texts.columnWay} sub={of.protocol?.toUpperCase()}>
        <span data-way={way}>{wordOf(texts, 'way', way)}</span>
      </Cell>
      <Cell label={texts.columnCodecs}>{of.codecs.length > 0 ? of.codecs.map(codecName).join(', ') : '–'}</Cell>
      <Cell label={texts.columnMeasured}>{clockText(of.seconds * 1_000)}</Cell>
    </tr>
  )
}

type CellProps = {
  readonly label: string
  readonly sub?: string | false | undefined
  readonly children: ComponentChildren
}

const Cell = ({ label, sub, children }: CellProps) => (
  <td data-label={label}>
    {children}
    {sub && <div class="sub">{sub}</div>}
  </td>
)

/** The official spelling of a codec. */
const codecName = (codec: string): string => (codec === 'opus' || codec === 'other' ? codec : codec.toUpperCase())
