import type {
  CreatedSetup,
  LoadBalanceRequest,
  LoadedMethod,
  LoadMethodListRequest,
  LoadMethodRequest,
  LoadQuoteRequest,
  MethodList,
  Money,
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
import type { ServiceAnswer } from './transport/ServiceAnswer.ts'

/**
 * The shop's side of a payment: the proxy that browsers call, and the same calls as functions.
 * Functions reject with `ProblemError`; they skip the checks that are about browsers' requests (origin, headers, media type).
 */
export interface PaymentService {
  /** Where the proxy is mounted, e.g. `/api/payments`. */
  readonly basePath: string
  /** Answers one request of a browser or of the bus. Never rejects. */
  fetch(request: Request): Promise<Response>
  /** What `fetch` is made of, for carriers that write streams themselves. Never rejects. */
  answer(request: Request): Promise<ServiceAnswer>

  loadMethodList(context: CallContext, request?: LoadMethodListRequest): Promise<MethodList>
  loadMethod(
    context: CallContext,
    request: { provider: string; method: string } & LoadMethodRequest,
  ): Promise<LoadedMethod>
  validate(
    context: CallContext,
    request: { paymentId: string; attemptId: string } & ValidateRequest,
  ): Promise<PaymentResult>
  readAttempt(context: CallContext, request: { paymentId: string; attemptId: string }): Promise<PaymentResult>
  updatePayment(
    context: CallContext,
    request: { paymentId: string; attemptId: string } & UpdatePaymentRequest,
  ): Promise<PaymentResult>
  cancelPayment(
    context: CallContext,
    request: { paymentId: string; attemptId: string },
  ): Promise<PaymentResult>
  readStatus(context: CallContext, request: { paymentId: string }): Promise<PaymentState>
  /** What became of a return. The context's request tells whether its caller may pay. */
  resume(context: CallContext, request: ResumeRequest): Promise<ResumeResult>
  loadQuote(context: CallContext, request: { paymentId: string } & LoadQuoteRequest): Promise<QuoteResult>
  loadBalance(
    context: CallContext,
    request: { provider: string; method: string } & LoadBalanceRequest,
  ): Promise<Money>
  createSetup(context: CallContext): Promise<CreatedSetup>
  loadStoredMethods(context: CallContext): Promise<StoredMethod[]>
  deleteStoredMethod(context: CallContext, request: { id: string }): Promise<void>

  /** Adds a handler that runs, awaited, before a message of the bus about an order is acknowledged; set-ups are none. @returns what takes it away. */
  on(event: PaymentEventName, handler: PaymentStatusHandler): () => void
  /** Ends streams, timers and whatever the service made itself. What is not handled yet stays in the store. */
  close(): Promise<void>
}
