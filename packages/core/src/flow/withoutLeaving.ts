import type { FlowContext } from './FlowContext.ts'

/** The same context for what runs by itself: nobody pressed anything just now, so the page is not left. */
export function withoutLeaving(context: FlowContext): FlowContext {
  return { ...context, navigate: undefined }
}
