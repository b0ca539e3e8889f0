/** Where the tab has left room for the frame: the frame itself is elsewhere, and is laid over it. */
export type Placeholder = { element: HTMLElement | null; taskSid: string }

export const createPlaceholder = (): Placeholder => ({ element: null, taskSid: '' })
