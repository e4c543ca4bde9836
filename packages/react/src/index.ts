// The checkout

// Parts
// The parts of the selector, as one name: `<PaymentMethodSelectorParts.Root>`
import * as PaymentMethodSelectorParts from './payment-method-selector/parts.ts'

export type { ActionHostProps } from './action-host/ActionHost.tsx'
export { ActionHost } from './action-host/ActionHost.tsx'
export type { AmountChangedProps } from './amount-changed/AmountChanged.tsx'
export { AmountChanged } from './amount-changed/AmountChanged.tsx'
export type { CheckoutProviderProps } from './checkout-provider/CheckoutProvider.tsx'
export { CheckoutProvider } from './checkout-provider/CheckoutProvider.tsx'
export type { ExpressRowProps } from './express-row/ExpressRow.tsx'
export { ExpressRow } from './express-row/ExpressRow.tsx'
// Hooks
export { useCheckout } from './hooks/useCheckout.ts'
export type { ConsentOptions, ConsentView } from './hooks/useConsent.ts'
export { useConsent } from './hooks/useConsent.ts'
export type { ExpressMethod, ExpressMethodsState } from './hooks/useExpressMethods.ts'
export { useExpressMethods } from './hooks/useExpressMethods.ts'
export type { SelectedPaymentMethod } from './hooks/usePaymentMethod.ts'
export { usePaymentMethod } from './hooks/usePaymentMethod.ts'
export type { PaymentMethodsState, PaymentMethodsView } from './hooks/usePaymentMethods.ts'
export { usePaymentMethods } from './hooks/usePaymentMethods.ts'
export { usePaymentStatus } from './hooks/usePaymentStatus.ts'
export type { PlaceOrder } from './hooks/usePlaceOrder.ts'
export { usePlaceOrder } from './hooks/usePlaceOrder.ts'
export type { ReturnView } from './hooks/useReturn.ts'
export { useReturn } from './hooks/useReturn.ts'
export type { SelectedMethod } from './hooks/useSelectedMethod.ts'
export { useSelectedMethod } from './hooks/useSelectedMethod.ts'
export type {
  RemoveStoredOutcome,
  StoredMethodsOptions,
  StoredMethodsState,
  StoredMethodsView,
} from './hooks/useStoredMethods.ts'
export { useStoredMethods } from './hooks/useStoredMethods.ts'
export type { TermsView } from './hooks/useTerms.ts'
export { useTerms } from './hooks/useTerms.ts'
export type { PartAttributes, PartProps, PartState } from './part/PartProps.ts'
export type { PaymentBlockedProps } from './payment-blocked/PaymentBlocked.tsx'
export { PaymentBlocked } from './payment-blocked/PaymentBlocked.tsx'
export type { PaymentMethodSelectorProps } from './payment-method-selector/PaymentMethodSelector.tsx'
export { PaymentMethodSelector } from './payment-method-selector/PaymentMethodSelector.tsx'
export type { PaymentStatusProps } from './payment-status/PaymentStatus.tsx'
export { PaymentStatus } from './payment-status/PaymentStatus.tsx'
export type { PlaceOrderButtonProps } from './place-order-button/PlaceOrderButton.tsx'
export { PlaceOrderButton } from './place-order-button/PlaceOrderButton.tsx'
export type { PlacedOrder } from './place-order-button/useOnOrder.ts'
export type { StoreCheckboxProps } from './store-checkbox/StoreCheckbox.tsx'
export { StoreCheckbox } from './store-checkbox/StoreCheckbox.tsx'
export type { StoredMethodsProps } from './stored-methods/StoredMethods.tsx'
export { StoredMethods } from './stored-methods/StoredMethods.tsx'
export type { TermsProps } from './terms/Terms.tsx'
export { Terms } from './terms/Terms.tsx'
export { PaymentMethodSelectorParts }
