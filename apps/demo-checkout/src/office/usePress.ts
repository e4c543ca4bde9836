import { useState, useSyncExternalStore } from 'react'
import { createPress, type PressedUpdate, type PressView } from './createPress.ts'
import { officeClient } from './officeClient.ts'

/** A form's button, and what became of its last press. */
export interface UsedPress {
  view: PressView
  press: (update: PressedUpdate) => void
  clear: () => void
}

/**
 * The button of a form that tells something of an order.
 *
 * @param onAccepted called once for every press that was accepted.
 */
export function usePress(orderId: string, onAccepted: () => void): UsedPress {
  const [button] = useState(() =>
    createPress({ tell: (request) => officeClient.tell(orderId, request), createId }),
  )
  const view = useSyncExternalStore(button.subscribe, button.get)
  const press = async (update: PressedUpdate): Promise<void> => {
    await button.press(update)
    if (button.get().status === 'accepted') onAccepted()
  }
  return { view, press: (update) => void press(update), clear: button.clear }
}

function createId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
