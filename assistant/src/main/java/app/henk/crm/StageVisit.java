package app.henk.crm;

import java.time.Instant;
import java.util.Optional;

/** @param left empty where the deal is now */
public record StageVisit(String stage, Instant entered, Optional<Instant> left) {}
