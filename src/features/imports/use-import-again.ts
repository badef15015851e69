import { useQuery } from '@tanstack/react-query'
import { importTarget } from '@/domain/import-target'
import type { StreamRow } from '@/domain/stream-row'
import { useImportNow } from '@/mutations/import-now'
import { accessQueries } from '@/queries/access'
import type { MenuItem } from '@/ui/menu'
import { useToasts } from '@/ui/toasts'
import { importToast, refusedToast } from './import-toast'

interface ImportAgain {
  run: () => void
  isPending: boolean
  /** Why it cannot be done now, in a sentence; undefined where it can. */
  disabledReason: string | undefined
}

/**
 * Imports a tag again [E11], and says how it went in a toast, also where the page has gone on. The
 * right to is asked for beside the page; until the answer is there the server decides.
 */
export function useImportAgain(stream: StreamRow, tag: string): ImportAgain {
  const { namespace, name } = stream
  const { addToast } = useToasts()
  const { mutateAsync, isPending } = useImportNow({ namespace, stream: name, tag })
  const { data: mayImport } = useQuery(
    accessQueries.may({ verb: 'create', resource: 'imagestreamimports', namespace }),
  )
  const target = importTarget(stream, tag)
  const missing =
    mayImport === false
      ? `You lack the right to create imagestreamimports in project ${namespace}`
      : undefined
  return {
    run: () => {
      if (isPending) return
      mutateAsync().then(
        (outcome) => addToast(importToast(name, tag, outcome)),
        (error: unknown) => addToast(refusedToast(name, tag, error)),
      )
    },
    isPending,
    disabledReason: isPending ? 'It is being imported' : target.ok ? missing : target.problem,
  }
}

/** The same as an item of a menu. */
export function importAgainItem({ run, disabledReason }: ImportAgain): MenuItem {
  return {
    label: 'Import again',
    onSelect: run,
    ...(disabledReason !== undefined && { disabledReason }),
  }
}
