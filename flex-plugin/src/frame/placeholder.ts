/** The element in the tab that the frame is positioned over. */
export type Placeholder = { element: HTMLElement | null; taskSid: string }

export const createPlaceholder = (): Placeholder => ({ element: null, taskSid: '' })
