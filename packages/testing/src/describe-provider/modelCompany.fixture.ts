import type { CompanyScript } from './ProviderSubject.ts'

/** What the model company's script leaves behind. */
export interface ModelLibrary {
  /** Makes a single-use token. */
  createToken(): Promise<string>
}

/** The model company's script, at a URL that is nobody's. */
export const modelScript: CompanyScript = {
  url: 'https://js.model-company.example/v1.js',
  globals: ['ModelCompany'],
  body: `
    {
      let tokens = 0
      globalThis.ModelCompany = { createToken: async () => 'tok_' + ++tokens }
    }
  `,
}

/** Reads the global once the script has run. */
export function readModelLibrary(): ModelLibrary | undefined {
  return Reflect.get(globalThis, 'ModelCompany') as ModelLibrary | undefined
}
