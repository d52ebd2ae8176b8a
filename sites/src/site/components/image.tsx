import type { Picture } from "../model.ts";

interface Props {
  picture: Picture;
  /** True for the picture a reader sees first: it is fetched at once, all others when they come near. */
  isFirst: boolean;
}

export function Image({ picture, isFirst }: Props) {
  return (
    <img
      src={picture.href}
      alt={picture.alt}
      width={picture.width ?? undefined}
      height={picture.height ?? undefined}
      loading={isFirst ? undefined : "lazy"}
      fetchPriority={isFirst ? "high" : undefined}
      decoding={isFirst ? undefined : "async"}
    />
  );
}
