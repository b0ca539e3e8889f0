import { z } from 'zod'
import type { Cloud } from '../cloud/cloud.ts'
import { integer, none, text, textUpTo, url } from '../rest/parameters.ts'
import { invalid } from '../rest/rest-error.ts'
import { created, deleted, ok, type Route, route } from '../rest/route.ts'
import { compileExpression } from './expression.ts'
import type { Workflow } from './model.ts'
import { reevaluate } from './routing.ts'
import { isOpen } from './task-status.ts'
import { workflowConfiguration } from './workflow-steps.ts'
import { createWorkflow, requireIn, requireWorkspace } from './workspace.ts'
import { workflowBody } from './workspace-bodies.ts'

const updateParameters = z.strictObject({
  FriendlyName: textUpTo(256).optional(),
  Configuration: text.optional(),
  TaskReservationTimeout: integer(1, 86_400).optional(),
  AssignmentCallbackUrl: z.union([url, z.literal('')]).optional(),
  FallbackAssignmentCallbackUrl: z.union([url, z.literal('')]).optional(),
  ReEvaluateTasks: z.enum(['true', 'false']).optional(),
})

const createParameters = updateParameters
  .omit({ ReEvaluateTasks: true })
  .required({ FriendlyName: true, Configuration: true })

/** Assignment callbacks are stored and never called. */
const callbacks = ['AssignmentCallbackUrl', 'FallbackAssignmentCallbackUrl']

/**
 * …/Workflows: creates, changes and deletes them (Twilio docs: "Workflow Resource"). `catalog-routes.ts` reads them.
 */
export const workflowRoutes = (cloud: Cloud): readonly Route[] => [
  route(
    'POST',
    '/v1/Workspaces/:workspace/Workflows',
    { params: createParameters, idle: callbacks },
    ({ at, params }) => {
      const workspace = requireWorkspace(cloud, at.workspace)
      requireConfiguration(params.Configuration)
      const { FriendlyName: friendlyName, Configuration: configuration } = params
      const workflow = createWorkflow(cloud, workspace, { friendlyName, configuration })
      workflow.taskReservationTimeout = params.TaskReservationTimeout ?? workflow.taskReservationTimeout
      takeCallbacks(workflow, params)
      return created(workflowBody(cloud, workspace, workflow))
    },
  ),
  route(
    'POST',
    '/v1/Workspaces/:workspace/Workflows/:workflow',
    { params: updateParameters, clearable: callbacks, idle: callbacks },
    ({ at, params }) => {
      const workspace = requireWorkspace(cloud, at.workspace)
      const workflow = requireIn(workspace.workflows, 'Workflows', at.workflow)
      if (params.Configuration !== undefined) requireConfiguration(params.Configuration)
      workflow.configuration = params.Configuration ?? workflow.configuration
      workflow.friendlyName = params.FriendlyName ?? workflow.friendlyName
      workflow.taskReservationTimeout = params.TaskReservationTimeout ?? workflow.taskReservationTimeout
      takeCallbacks(workflow, params)
      if (params.ReEvaluateTasks === 'true') {
        for (const task of workspace.tasks.values()) {
          if (task.workflow === workflow) reevaluate(cloud, workspace, task)
        }
      }
      return ok(workflowBody(cloud, workspace, workflow))
    },
  ),
  route('DELETE', '/v1/Workspaces/:workspace/Workflows/:workflow', { params: none }, ({ at }) => {
    const workspace = requireWorkspace(cloud, at.workspace)
    const workflow = requireIn(workspace.workflows, 'Workflows', at.workflow)
    const isBusy = [...workspace.tasks.values()].some((task) => task.workflow === workflow && isOpen(task))
    if (isBusy) throw invalid('The workflow has open tasks')
    workspace.workflows.delete(workflow.sid)
    return deleted
  }),
]

function takeCallbacks(workflow: Workflow, params: z.output<typeof updateParameters>): void {
  const { AssignmentCallbackUrl: url, FallbackAssignmentCallbackUrl: fallback } = params
  if (url !== undefined) workflow.assignmentCallbackUrl = url || null
  if (fallback !== undefined) workflow.fallbackAssignmentCallbackUrl = fallback || null
}

/** Refuses a configuration with an invalid expression, as Twilio does. */
function requireConfiguration(text: string): void {
  try {
    const { task_routing: routing } = workflowConfiguration.parse(JSON.parse(text))
    for (const filter of routing.filters ?? []) {
      compileExpression(filter.expression)
      for (const target of filter.targets) compileExpression(target.expression ?? '')
    }
  } catch {
    throw invalid("Invalid parameter 'Configuration'")
  }
}
