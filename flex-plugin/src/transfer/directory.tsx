import * as React from 'react'
import type { App } from '../app.ts'
import { textField } from '../flex/field.ts'
import { isChat, readTask } from '../flex/tasks.ts'
import type { Targets } from '../state/read-targets.ts'
import { areOthers } from './whose-transfers.ts'

/** An agent is waiting. After this the plugin shows Flex's full list, and the server refuses impossible targets. */
const patienceMs = 2_000

type Props = Readonly<Record<string, unknown>>

/**
 * Narrows Flex's list for a chat that Escalate transfers. Hides unavailable agents, queues that no transfer reaches,
 * and the button for consulting if the server has warm transfers off. Flex loads its list once, when it opens, so the
 * list waits for the answer.
 */
export function narrowDirectory(app: App): void {
  app.flex.WorkerDirectory.Tabs.Content.addWrapper((Original) => (props: Props) => (
    <Narrowed app={app} original={Original} props={props} />
  ))
}

type NarrowedProps = { readonly app: App; readonly original: React.ComponentType<Props>; readonly props: Props }

function Narrowed({ app, original: Original, props }: NarrowedProps) {
  const isOurs = isChat(readTask(props['task'])) && !areOthers(app)
  const [targets, setTargets] = React.useState<Targets | 'unknown' | undefined>(isOurs ? undefined : 'unknown')
  React.useEffect(() => {
    if (!isOurs) return undefined
    const late = setTimeout(() => setTargets('unknown'), patienceMs)
    void app.transferCommands.targets().then((answer) => setTargets(answer.ok ? answer.body : 'unknown'))
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

/** Narrows the list's props. Also applies the filter of a plugin that narrowed the list before. */
export function narrow({ hasWarm, queues }: Targets, { queueFilter, isWarmTransferEnabled }: Props): Props {
  const others = (queue: unknown) => typeof queueFilter !== 'function' || queueFilter(queue)
  return {
    isWarmTransferEnabled: isWarmTransferEnabled === true && hasWarm,
    queueFilter: (queue: unknown) => queues.includes(textField(queue, 'sid') ?? '') && others(queue),
  }
}
