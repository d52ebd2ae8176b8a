export { useEstimate, useEstimateOf } from "@/shared/entities/credits";
