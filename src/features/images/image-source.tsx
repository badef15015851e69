import type { Image } from '@/domain/kinds/image'
import { ValueField } from '@/ui/fields'

/** Where the image came from, to pull it by its digest. */
export function ImageSource({ image }: { image: Image }) {
  if (!image.dockerImageReference) return null
  return (
    <section className="ts-sec">
      <h2>Where it is</h2>
      <ValueField value={image.dockerImageReference} label="Reference" wraps />
    </section>
  )
}
