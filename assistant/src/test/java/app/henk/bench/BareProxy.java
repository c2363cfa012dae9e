package app.henk.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The measure of the machine: nginx that passes the model's stream on and does nothing else. What it needs for a turn
 * here, beside what it needs elsewhere, says how much of a figure is the machine's.
 */
final class BareProxy implements AutoCloseable {

    private static final String CONFIGURATION = """
            daemon off;
            worker_processes 1;
            pid %1$s/nginx.pid;
            error_log %1$s/nginx.log crit;
            events { worker_connections 4096; }
            http {
              access_log off;
              client_body_temp_path %1$s; proxy_temp_path %1$s; fastcgi_temp_path %1$s;
              uwsgi_temp_path %1$s; scgi_temp_path %1$s;
              keepalive_requests 1000000;
              upstream model { server 127.0.0.1:%2$d; keepalive 256; keepalive_requests 1000000; }
              server {
                listen 127.0.0.1:%3$d;
                location / {
                  proxy_pass http://model;
                  proxy_http_version 1.1;
                  proxy_set_header Connection "";
                  proxy_buffering off;
                }
              }
            }
            """;

    private final Process process;
    private final int port;

    private BareProxy(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Empty where nginx is not installed. */
    static Optional<BareProxy> before(JavaProcess model, Path folder) throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve("nginx"));
        int port = JavaProcess.freePort();
        Path configuration =
                Files.writeString(home.resolve("nginx.conf"), CONFIGURATION.formatted(home, model.port(), port));
        try {
            Process process = new ProcessBuilder("nginx", "-c", configuration.toString(), "-p", home.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(home.resolve("nginx.out").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            if (process.waitFor(1, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
            return Optional.of(new BareProxy(process, port));
        } catch (IOException notInstalled) {
            return Optional.empty();
        }
    }

    int port() {
        return port;
    }

    /** Of the worker as well. */
    Duration cpu() {
        return ProcFigures.cpuOfFamily(process.pid());
    }

    @Override
    public void close() {
        process.destroy();
    }
}
