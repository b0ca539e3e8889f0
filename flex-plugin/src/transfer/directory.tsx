import * as React from 'react'
import type { App } from '../app.ts'
import { textField } from '../flex/field.ts'
import { isChat, readTask } from '../flex/tasks.ts'
import type { Targets } from '../state/read-targets.ts'
import { areOthers } from './whose-transfers.ts'

/** An agent waits for the list. After this it is shown as Flex has it, and the server refuses what cannot be. */
const patienceMs = 2_000

type Props = Readonly<Record<string, unknown>>

/**
 * Flex's list, for a chat that we transfer: without agents who are not available, without queues that no transfer reaches, and without the
 * button for consulting where the server brings nobody in. Flex asks for its list once, as it opens, so that waits for the answer.
 */
export function narrowDirectory(app: App): void {
  app.flex.WorkerDirectory.Tabs.Content.addWrapper((Original) => (props: Props) => (
    <Narrowed app={app} original={Original} props={props} />
  ))
}

type NarrowedProps = { readonly app: App; readonly original: React.ComponentType<Props>; readonly props: Props }

function Narrowed({ app, original: Original, props }: NarrowedProps) {
  const isOurs = isChat(readTask(props['task'])) && !areOthers(app)
  const [targets, hear] = React.useState<Targets | 'unknown' | undefined>(isOurs ? undefined : 'unknown')
  React.useEffect(() => {
    if (!isOurs) return undefined
    const late = setTimeout(() => hear('unknown'), patienceMs)
    void app.transferCommands.targets().then((answer) => hear(answer.ok ? answer.body : 'unknown'))
    return () => clearTimeout(late)
  }, [])
  if (!isOurs) return <Original {...props} />
  if (!targets) return null
  const own = targets === 'unknown' ? {} : narrow(targets, props)
  return (
    <div className="escalate-directory">
      <Original {...props} {...own} />
    </div>
  )
}

/** Whoever narrowed the list before is asked, too. */
export function narrow({ hasWarm, queues }: Targets, { queueFilter, isWarmTransferEnabled }: Props): Props {
  const others = (queue: unknown) => typeof queueFilter !== 'function' || queueFilter(queue)
  return {
    isWarmTransferEnabled: isWarmTransferEnabled === true && hasWarm,
    queueFilter: (queue: unknown) => queues.includes(textField(queue, 'sid') ?? '') && others(queue),
  }
}
