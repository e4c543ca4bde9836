import { CompanyError } from '../CompanyError.ts'
import { CompanyRefusal } from './CompanyRefusal.ts'

/** The answer to a question. Refused, it leaves open what was asked: the refusal becomes a CompanyError. */
export async function decided<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw error instanceof CompanyRefusal ? new CompanyError(error.code, { cause: error }) : error
  }
}
