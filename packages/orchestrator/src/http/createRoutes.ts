import type { BusHealth, WebhookAnswer } from '@payloom/bus'
import {
  balancePayloadSchema,
  paymentCancelPayloadSchema,
  paymentLoadPayloadSchema,
  paymentUpdatePayloadSchema,
  paymentValidationPayloadSchema,
} from '@payloom/core/contract'
import { ApiError } from '../ApiError.ts'
import type { Context } from '../Context.ts'
import { listMethods } from '../methods/listMethods.ts'
import { loadMethod } from '../methods/loadMethod.ts'
import { readBalance } from '../methods/readBalance.ts'
import { cancelPayment } from '../payments/cancelPayment.ts'
import { createPayment } from '../payments/createPayment.ts'
import { readBack } from '../payments/readBack.ts'
import { updatePayment } from '../payments/updatePayment.ts'
import { deleteStored } from '../stored/deleteStored.ts'
import { listStored } from '../stored/listStored.ts'
import { loadSetup } from '../stored/loadSetup.ts'
import { receiveWebhook } from '../webhooks/receiveWebhook.ts'
import type { Profile } from './Profile.ts'
import { Reply } from './Reply.ts'
import type { Route, RouteCall } from './Route.ts'
import { readJson, readText } from './readBody.ts'
import { readReadiness } from './readReadiness.ts'

/** What the routes have beside the context of every call. */
export interface RouteOptions {
  profile: Profile
  bus: { health(): BusHealth }
  /** Takes what the shop posts; with a broker it posts nothing. */
  receive?: ((request: Request) => Promise<WebhookAnswer>) | undefined
}

/** Every call that the orchestrator answers. */
export function createRoutes(context: Context, options: RouteOptions): Route[] {
  return [
    ...createMethodRoutes(context),
    ...createPaymentRoutes(context),
    ...createStoredRoutes(context),
    ...createOpenRoutes(context, options.profile),
    ...createServiceRoutes(context, options),
  ]
}

function createMethodRoutes(context: Context): Route[] {
  return [
    {
      method: 'POST',
      path: '/payment-methods',
      access: 'service',
      handle: async ({ request }) => listMethods(context, await readJson(request, paymentLoadPayloadSchema)),
    },
    {
      method: 'POST',
      path: '/payment-methods/{provider}/{method}',
      access: 'service',
      handle: async ({ request, params: { provider = '', method = '' } }) =>
        loadMethod(context, await readJson(request, paymentLoadPayloadSchema), { provider, method }),
    },
    {
      method: 'POST',
      path: '/payment-methods/{provider}/{method}/balance',
      access: 'service',
      handle: async ({ request, params: { provider = '', method = '' } }) =>
        await readBalance(context, { provider, method }, await readJson(request, balancePayloadSchema)),
    },
    {
      method: 'GET',
      path: '/capabilities',
      access: 'service',
      handle: async () => ({ features: ['read-back', 'cancel', 'stored-methods', 'balance'] }),
    },
  ]
}

function createPaymentRoutes(context: Context): Route[] {
  return [
    {
      method: 'POST',
      path: '/payment',
      access: 'service',
      handle: async ({ request }) =>
        await createPayment(
          context,
          await readJson(request, paymentValidationPayloadSchema),
          request.headers.get('idempotency-key'),
        ),
    },
    {
      method: 'GET',
      path: '/payment/{id}',
      access: 'service',
      handle: async ({ params: { id = '' } }) => await readBack(context, id),
    },
    {
      method: 'PUT',
      path: '/payment/{id}',
      access: 'service',
      handle: async ({ request, params: { id = '' } }) =>
        await updatePayment(context, id, await readJson(request, paymentUpdatePayloadSchema)),
    },
    {
      method: 'POST',
      path: '/payment/{id}/cancel',
      access: 'service',
      handle: async ({ request, params: { id = '' } }) =>
        await cancelPayment(context, id, await readJson(request, paymentCancelPayloadSchema)),
    },
  ]
}

function createStoredRoutes(context: Context): Route[] {
  return [
    {
      method: 'POST',
      path: '/stored-payment-methods/{customerId}/{provider}/{method}/setup',
      access: 'service',
      handle: async ({ request, params: { customerId = '', provider = '', method = '' } }) =>
        await loadSetup(context, await readJson(request, paymentLoadPayloadSchema), {
          ...{ customerId, provider, method },
        }),
    },
    {
      method: 'GET',
      path: '/stored-payment-methods/{customerId}',
      access: 'service',
      handle: async ({ params: { customerId = '' } }) => await listStored(context, customerId),
    },
    {
      method: 'DELETE',
      path: '/stored-payment-methods/{customerId}/{id}',
      access: 'service',
      handle: async ({ params: { customerId = '', id = '' } }) => await deleteStored(context, customerId, id),
    },
  ]
}

function createOpenRoutes(context: Context, profile: Profile): Route[] {
  const handleWebhook = async ({ request, params }: RouteCall): Promise<unknown> => {
    const { organization, project, environment, provider = '' } = params
    const isOurs =
      organization === profile.organization &&
      project === profile.project &&
      environment === profile.environment
    if (!isOurs) throw new ApiError(404, 'not-found', 'There is nothing here.')
    return await receiveWebhook(context, provider, request.headers, await readText(request))
  }
  return [
    {
      method: 'POST',
      path: '/api/payment/webhook/{organization}/{project}/{environment}/{provider}',
      access: 'open',
      handle: handleWebhook,
    },
  ]
}

function createServiceRoutes({ store, clock }: Context, { bus, receive }: RouteOptions): Route[] {
  const busRoute = (take: (request: Request) => Promise<WebhookAnswer>): Route => ({
    method: 'POST',
    path: '/bus',
    // Each message is signed.
    access: 'open',
    handle: async ({ request }) => new Reply((await take(request)).status),
  })
  return [
    { method: 'GET', path: '/healthz', access: 'open', handle: async () => ({ status: 'ok' }) },
    {
      method: 'GET',
      path: '/readyz',
      access: 'open',
      handle: async () => await readReadiness({ store, bus, clock }),
    },
    ...(receive ? [busRoute(receive)] : []),
  ]
}
