import { useMutation, useQueryClient } from '@tanstack/react-query'
import { sendSecret } from '@/api/session'
import { lookForReturn } from '@/queries/signed-out'

/** Signs in with the gateway's secret. Done when the page goes on. */
export function useSignIn() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (secret: string) => sendSecret(secret),
    onSuccess: () => lookForReturn(queryClient),
  })
}
