import type { Flex, Task } from '../flex/flex.ts'

export const tabName = 'escalate-video'

/** Takes the agent to the video's tab from anywhere in Flex. If Flex refuses a step, the agent stays where they are. */
export async function goToRoom({ Actions }: Pick<Flex, 'Actions'>, task: Task): Promise<void> {
  const go = (name: string, payload: object) => Actions.invokeAction(name, payload).catch(() => undefined)
  await go('NavigateToView', { viewName: 'agent-desktop' })
  await go('SelectTask', { sid: task.sid })
  // Flex keeps the selected tab in this component's state.
  await go('SetComponentState', { name: 'AgentTaskCanvasTabs', state: { selectedTabName: tabName } })
}
