import '@/ui/detail.css'
import { useSearchParams } from 'react-router'
import { ImportForm } from '@/features/imports/import-form'
import { readKept } from '@/ui/kept-choice'
import { PageHeader } from '@/ui/page-header'

/**
 * Import from a registry [E12]: `?namespace=…&from=…` fill in where to and what; without, it is the
 * project that one looked at last.
 */
export function ImportPage() {
  const [params] = useSearchParams()
  const namespace = params.get('namespace') ?? readKept('project')
  const from = params.get('from') ?? ''
  return (
    <div className="ts-detail">
      <PageHeader
        title="Import"
        subtitle="Look at an image or a repository of a registry, and take what you choose into an image stream"
      />
      <ImportForm key={`${namespace} ${from}`} start={{ namespace, from }} />
    </div>
  )
}
