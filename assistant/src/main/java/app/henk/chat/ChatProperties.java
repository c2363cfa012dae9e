package app.henk.chat;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How conversations are kept.
 *
 * @param transcript most earlier messages that a turn reads
 * @param replay how long a finished answer stays in memory for readers that come back; the database has it longer
 * @param patience how long a message waits for the answer before it to end
 * @param logInterval how often what was said is written to the run log while an answer goes on
 * @param lease how long a person of the house holds a conversation without reading or typing
 */
@Validated
@ConfigurationProperties("henk.chat")
record ChatProperties(
        @DefaultValue("60") @Min(2) @Max(200) int transcript,
        @DefaultValue("10s") Duration replay,
        @DefaultValue("30s") Duration patience,
        @DefaultValue("500ms") Duration logInterval,
        @DefaultValue("60s") Duration lease) {}
