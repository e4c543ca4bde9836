// The checkout

// Parts
export type { ActionHostProps } from './action-host/ActionHost.tsx'
export { ActionHost } from './action-host/ActionHost.tsx'
export type { CheckoutProviderProps } from './checkout-provider/CheckoutProvider.tsx'
export { CheckoutProvider } from './checkout-provider/CheckoutProvider.tsx'
// Hooks
export { useCheckout } from './hooks/useCheckout.ts'
export type { SelectedPaymentMethod } from './hooks/usePaymentMethod.ts'
export { usePaymentMethod } from './hooks/usePaymentMethod.ts'
export type { PaymentMethodsState, PaymentMethodsView } from './hooks/usePaymentMethods.ts'
export { usePaymentMethods } from './hooks/usePaymentMethods.ts'
export { usePaymentStatus } from './hooks/usePaymentStatus.ts'
export type { PlaceOrder } from './hooks/usePlaceOrder.ts'
export { usePlaceOrder } from './hooks/usePlaceOrder.ts'
export type { PaymentMethodSelectorProps } from './payment-method-selector/PaymentMethodSelector.tsx'
export { PaymentMethodSelector } from './payment-method-selector/PaymentMethodSelector.tsx'
export type { PaymentStatusProps } from './payment-status/PaymentStatus.tsx'
export { PaymentStatus } from './payment-status/PaymentStatus.tsx'
export type { PlaceOrderButtonProps } from './place-order-button/PlaceOrderButton.tsx'
export { PlaceOrderButton } from './place-order-button/PlaceOrderButton.tsx'
export type { PlacedOrder } from './place-order-button/useOnOrder.ts'
