import type { Cloud } from '../cloud/cloud.ts'
import { notFound } from '../rest/rest-error.ts'
import type { Interaction, InteractionChannel } from './model.ts'

/** Finds an interaction by SID; 404 if there is none. */
export function requireInteraction(cloud: Cloud, interactionSid: string): Interaction {
  const interaction = cloud.flex.interactions.get(interactionSid)
  if (interaction === undefined) throw notFound(`/Interactions/${interactionSid}`)
  return interaction
}

/** Finds a channel of an interaction; 404 if there is none. */
export function requireChannel(cloud: Cloud, at: { interaction: string; channel: string }): InteractionChannel {
  const channel = requireInteraction(cloud, at.interaction).channels.get(at.channel)
  if (channel === undefined) throw notFound(`/Interactions/${at.interaction}/Channels/${at.channel}`)
  return channel
}
