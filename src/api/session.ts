import { SESSION_PATH, type Session, SIGN_IN_PATH, SIGN_OUT_PATH } from '@/domain/session'
import { readJson, request } from './request'

/** How the gateway knows people, and whether it knows this one. */
export async function readSession(signal?: AbortSignal): Promise<Session> {
  return readJson(await request(SESSION_PATH, { signal }), signal)
}

/** Opens a session with the gateway's secret. */
export async function sendSecret(secret: string): Promise<void> {
  await request(SIGN_IN_PATH, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ secret }),
  })
}

export async function endSession(): Promise<void> {
  await request(SIGN_OUT_PATH, { method: 'POST' })
}
