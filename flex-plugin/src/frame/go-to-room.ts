import type { Flex, Task } from '../flex/flex.ts'

export const tabName = 'escalate-video'

/** Brings the agent to the video's tab, from wherever they are. What Flex refuses on the way is no matter: they stay. */
export async function goToRoom({ Actions }: Pick<Flex, 'Actions'>, task: Task): Promise<void> {
  const go = (name: string, payload: object) => Actions.invokeAction(name, payload).catch(() => undefined)
  await go('NavigateToView', { viewName: 'agent-desktop' })
  await go('SelectTask', { sid: task.sid })
  // Where Flex keeps which tab is chosen.
  await go('SetComponentState', { name: 'AgentTaskCanvasTabs', state: { selectedTabName: tabName } })
}
