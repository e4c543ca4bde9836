// One chunk: what may have to be drawn after a press. It is fetched when a method is chosen, for nothing is fetched after an order was sent.
export { ActionDialog } from './action-host/ActionDialog.tsx'
export { AmountQuestion } from './amount-changed/AmountQuestion.tsx'
export { BlockedQuestion } from './payment-blocked/BlockedQuestion.tsx'
export { WayOut } from './place-order-button/WayOut.tsx'
