package app.henk.agent.tools.staff;

import app.henk.agent.tools.Arguments;
import app.henk.agent.tools.ToolContext;
import app.henk.crm.Channel;
import app.henk.crm.Door;
import app.henk.identity.Principal;
import app.henk.platform.Problem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;

/** Who speaks, in which turn. */
record Colleague(ToolContext context, Principal.Staff staff) {

    private static final int KEY_LENGTH = 32;

    static Colleague of(ToolContext context) {
        if (context.principal() instanceof Principal.Staff staff) {
            return new Colleague(context, staff);
        }
        throw Problem.forbidden("Only colleagues may do that.");
    }

    String language() {
        return context.language();
    }

    LocalDate today() {
        return context.now().toLocalDate();
    }

    /** The same call of the same message, made again by a retry or another model, is the same request. */
    Door door(String tool, Arguments arguments) {
        return new Door(
                Channel.CHAT,
                Optional.of(context.conversation()),
                Optional.of(context.message()),
                Optional.of("chat:" + context.message() + ":" + tool + ":" + digest(arguments.toString())));
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, KEY_LENGTH);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
