/** How the gateway knows who somebody is, and whether it does. */
export interface Session {
  /**
   * `open`: it does not ask. `token`: what stands in front of it brings a token. `secret`: by the secret
   * that it told at the terminal. `login`: at the cluster.
   */
  by: 'open' | 'token' | 'secret' | 'login'
  isSignedIn: boolean
  /** When it ends by itself (RFC 3339), where that is known. */
  expires?: string
}

/** The gateway's own addresses, which are no pages. */
export const SESSION_PATH = '/session'
export const SIGN_IN_PATH = '/session/sign-in'
export const SIGN_OUT_PATH = '/session/sign-out'
