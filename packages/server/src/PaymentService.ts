import type {
  CreatedSetup,
  LoadBalanceRequest,
  LoadedMethod,
  LoadMethodListRequest,
  LoadMethodRequest,
  LoadQuoteRequest,
  MethodList,
  Money,
  OrderUpdate,
  PaymentEventName,
  PaymentResult,
  PaymentState,
  QuoteResult,
  ResumeRequest,
  ResumeResult,
  StoredMethod,
  UpdatePaymentRequest,
  ValidateRequest,
} from '@payloom/core/contract'
import type { CallContext } from './handlers/ServiceContext.ts'
import type { PaymentStatusHandler } from './listener/PaymentStatusUpdate.ts'
import type { Readiness } from './operations/Readiness.ts'
import type { Caller } from './transport/Caller.ts'
import type { ServiceAnswer } from './transport/ServiceAnswer.ts'
import type { OrderUpdateReceipt } from './updates/OrderUpdateReceipt.ts'
import type { RefundableRequest } from './updates/readRefundable.ts'

/**
 * The shop's side of a payment: the proxy that browsers call, and the same calls as functions.
 * Functions reject with `ProblemError`; they skip the checks that are about browsers' requests (origin, headers, media type).
 */
export interface PaymentService {
  /** Where the proxy is mounted, e.g. `/api/payments`. */
  readonly basePath: string
  /** Answers one request of a browser or of the bus. Never rejects. */
  fetch(request: Request, caller?: Caller): Promise<Response>
  /** What `fetch` is made of, for carriers that write streams themselves. Never rejects. */
  answer(request: Request, caller?: Caller): Promise<ServiceAnswer>

  /** The methods for a payment, or without one those that the filters leave. */
  loadMethodList(context: CallContext, request?: LoadMethodListRequest): Promise<MethodList>
  /** One method, with what its component needs to be drawn. */
  loadMethod(
    context: CallContext,
    request: { provider: string; method: string } & LoadMethodRequest,
  ): Promise<LoadedMethod>
  /** Starts an attempt; the same id again answers with the same attempt. */
  validate(
    context: CallContext,
    request: { paymentId: string; attemptId: string } & ValidateRequest,
  ): Promise<PaymentResult>
  /** How an attempt stands. */
  readAttempt(context: CallContext, request: { paymentId: string; attemptId: string }): Promise<PaymentResult>
  /** Brings what an action brought back. */
  updatePayment(
    context: CallContext,
    request: { paymentId: string; attemptId: string } & UpdatePaymentRequest,
  ): Promise<PaymentResult>
  /** Cancels one attempt; the result tells how it stands then. */
  cancelPayment(
    context: CallContext,
    request: { paymentId: string; attemptId: string },
  ): Promise<PaymentResult>
  /** The payment as the browser may see it. */
  readStatus(context: CallContext, request: { paymentId: string }): Promise<PaymentState>
  /** What became of a return. The context's request tells whether its caller may pay. */
  resume(context: CallContext, request: ResumeRequest): Promise<ResumeResult>
  /** The total for another address, way of shipping or coupon. */
  loadQuote(context: CallContext, request: { paymentId: string } & LoadQuoteRequest): Promise<QuoteResult>
  /** What is left on a gift card, in minor units. */
  loadBalance(
    context: CallContext,
    request: { provider: string; method: string } & LoadBalanceRequest,
  ): Promise<Money>
  /** A payment of zero by which a customer stores a method. */
  createSetup(context: CallContext): Promise<CreatedSetup>
  /** What the customer has stored. */
  loadStoredMethods(context: CallContext): Promise<StoredMethod[]>
  /** Has the company forget a method of the customer. */
  deleteStoredMethod(context: CallContext, request: { id: string }): Promise<void>

  /**
   * Tells the company of a shipment, its tracking or a refund. It is stored with the check of what is left to refund, then published, and resolves
   * once the bus has confirmed it; the same `updateId` again gets the first receipt. What became of it comes back by `on`.
   *
   * @throws OrderUpdateError naming what is wrong; `not-confirmed` after 10 s, when it is sent later by itself.
   */
  sendOrderUpdate(update: OrderUpdate, options?: { tenant?: string | undefined }): Promise<OrderUpdateReceipt>

  /**
   * What the shop can still give back of a payment, in minor units of its currency: what was taken, surcharges included, less refunds, chargebacks
   * and the refunds that are on their way.
   *
   * @throws OrderUpdateError `unknown-payment`.
   */
  readRefundable(request: RefundableRequest): Promise<Money>

  /** Adds a handler that runs, awaited, before a message of the bus about an order is acknowledged; set-ups are none. @returns what takes it away. */
  on(event: PaymentEventName, handler: PaymentStatusHandler): () => void
  /** Whether this process can serve shoppers: `/readyz` as a value. Never rejects. */
  readiness(): Promise<Readiness>
  /**
   * Ends streams, timers and whatever the service made itself, within 9 s; no stream is opened any more. What is not
   * handled yet stays in the store. Twice is as good as once.
   */
  close(): Promise<void>
}
