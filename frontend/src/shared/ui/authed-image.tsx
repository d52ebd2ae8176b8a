import { useQuery } from "@tanstack/react-query";
import { ImageOff } from "lucide-react";
import { type ComponentProps, useEffect, useRef, useState } from "react";

import { authorisedFetch } from "@/shared/api/client";
import { cn } from "@/shared/lib/cn";

export interface AuthedImageProps extends Omit<ComponentProps<"img">, "src" | "alt" | "loading"> {
  /** Path of the API that answers with an image. */
  src: string;
  alt: string;
  /** Width by height, so that nothing jumps when it arrives; `className` must give the size otherwise. */
  width?: number;
  height?: number;
}

const NEAR = "300px";

/** An image of the API, which takes a token that an `img` cannot send. Fetched when it comes near the screen. */
export function AuthedImage({ src, alt, className, width, height, ...props }: AuthedImageProps) {
  const box = useRef<HTMLSpanElement>(null);
  const [isNear, setIsNear] = useState(false);
  useEffect(() => {
    const node = box.current;
    if (node === null || isNear) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) setIsNear(true);
      },
      { rootMargin: NEAR },
    );
    observer.observe(node);
    return () => observer.disconnect();
  }, [isNear]);

  const image = useQuery({
    queryKey: ["image", src],
    queryFn: async ({ signal }) => (await authorisedFetch(new Request(new URL(src, globalThis.location.origin), { signal }))).blob(),
    enabled: isNear,
    // The server names a changed image anew.
    staleTime: Infinity,
  });
  const url = useObjectUrl(image.data);
  return (
    <span ref={box} className={cn("relative block overflow-hidden rounded-md bg-sunken", className)} style={width !== undefined && height !== undefined ? { aspectRatio: `${width} / ${height}` } : undefined}>
      {image.isError ? (
        <span className="absolute inset-0 grid place-content-center justify-items-center gap-1 p-2 text-center text-xs text-muted">
          <ImageOff className="size-5" aria-hidden="true" />
          <span>{alt === "" ? "The image could not be loaded." : alt}</span>
          <button type="button" className="text-accent underline underline-offset-3" onClick={() => void image.refetch()}>
            Load again
          </button>
        </span>
      ) : url === null ? (
        <span className="sr-only">{alt}</span>
      ) : (
        <img {...props} src={url} alt={alt} width={width} height={height} className="size-full object-cover" />
      )}
    </span>
  );
}

/** An address for a blob, given back when it is no longer shown. */
function useObjectUrl(blob: Blob | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (blob === undefined) return;
    const made = URL.createObjectURL(blob);
    // An address is a resource of the browser: it is made and given back here, not in render.
    // eslint-disable-next-line react-hooks/set-state-in-effect
    setUrl(made);
    return () => {
      URL.revokeObjectURL(made);
      setUrl(null);
    };
  }, [blob]);
  return url;
}
