/** The looks of what floats over the page, and of the choices in it. */
export const floatLook = "animate-float z-50 rounded-lg border bg-raised shadow-(--shadow-float) focus:outline-none";
export const itemLook =
  "relative flex min-h-8 w-full cursor-default items-center gap-2 rounded-md px-2 py-1 text-base outline-none select-none data-disabled:opacity-50 data-highlighted:bg-text/6 touch:min-h-11";
