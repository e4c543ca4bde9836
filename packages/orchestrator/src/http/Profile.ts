/** The set of credentials and configuration that a webhook's address names. One per environment and developer. */
export interface Profile {
  organization: string
  project: string
  environment: string
}
