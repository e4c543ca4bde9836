/** Asked before an order is sent. `false` or a throw stops it; a PaymentError is shown as the reason. */
export type OrderCheck = () => boolean | undefined | Promise<boolean | undefined>
