import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { accessQueries } from '@/queries/access'
import type { CheckedImage } from '@/queries/signature-checks'
import { Button } from '@/ui/button'
import { AddSignatureDialog } from './add-signature-dialog'

/** Opens the dialog that puts a signature beside the image [S5]; says which right is missing. */
export function AddSignature({ digest, checked }: { digest: string; checked: CheckedImage }) {
  const [isOpen, setIsOpen] = useState(false)
  const { data: mayCreate } = useQuery(
    accessQueries.may({ verb: 'create', resource: 'imagesignatures' }),
  )
  return (
    <>
      <Button
        variant="secondary"
        aria-haspopup="dialog"
        {...(mayCreate === false && {
          disabledReason: 'You lack the right to create imagesignatures in the cluster',
        })}
        onClick={() => setIsOpen(true)}
      >
        Add signature
      </Button>
      {isOpen && (
        <AddSignatureDialog digest={digest} checked={checked} onClose={() => setIsOpen(false)} />
      )}
    </>
  )
}
