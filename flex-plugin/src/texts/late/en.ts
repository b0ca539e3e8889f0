/**
 * Texts that are rarely needed: `coach…` for the customer, in the conversation’s language; `refused…` by the server’s
 * code.
 */
export const late = {
  coachNotOpened: 'I have just sent you a link. Please tap it to see me on video.',
  coachOpened: 'Please press the button on the page that has opened, and we can see each other.',
  coachInApp:
    'Please open the link in Safari or Chrome: press the menu at the edge of the page, then “Open in browser”.',
  coachUnsupported: 'Please open the link in a recent version of Chrome, Safari, Edge or Firefox, or on your phone.',
  coachAsking: 'Your browser is asking for your camera and microphone. Please press “Allow”.',
  coachBlocked:
    'Your camera or microphone is blocked. Please follow the steps on the page. You can also join without a camera.',
  coachNetwork: 'Your network seems to block video. Please switch to mobile data or to another Wi-Fi.',
  coachLeft: 'You can come back at any time: the same link still works.',

  refusedNotYourTask: 'This task is not assigned to you.',
  refusedHandedOver: 'You have transferred this conversation.',
  refusedTaskClosed: 'This task has ended.',
  refusedTaskNotAssigned: 'You have not accepted this task, or it is already in wrap-up.',
  refusedStillEnding: 'The last video call is still ending. Try again in a moment.',
  refusedTransferPending: 'Another transfer is under way.',
  refusedTransferOver: 'Another agent has already accepted, or you have left.',
  refusedUnknownTarget: 'No agent or queue matches this name.',
  refusedAmbiguousTarget: 'More than one matches this name:',
  refusedSelfTarget: 'You already have this conversation.',
  refusedAlreadyInConversation: 'Already in this conversation: {name}',
  refusedTargetUnavailable: '{name} is not available.',
  refusedTargetUnreachable: 'A transfer cannot reach {name}. Tell your administrator.',
  refusedWrongChannel: 'This conversation cannot be transferred.',
  refusedNoConversation: 'This task has no chat.',
  refusedNoteTooLong: 'The note is too long, or has < or > in it. Nothing was transferred.',
  refusedLastAgent: 'You are the last agent here. End the chat instead.',
  refusedSelfRemoval: 'You cannot remove yourself. Leave the conversation instead.',
  refusedNotRemovable: 'Only agents can be removed.',
  refusedWrongRole: 'Your Flex role does not allow this.',
  refusedTooManyTries: 'Too many tries. Please wait a minute.',
  refusedNoConsent: 'The customer has not agreed to be recorded.',
  refusedNotAllowed: 'Recording is turned off here.',
  refusedNotHere: 'The customer is not in the call.',
} as const
